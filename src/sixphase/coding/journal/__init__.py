"""The journal: every act of coding as a line that is only ever added, and the state that these lines add up to."""
