"""Names out: what could tell who a person is, is replaced before anything is stored."""
