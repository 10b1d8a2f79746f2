"""The RO-Crate validator of PyPI without a network: the vocabulary that it would fetch is here, as far as we use it."""

import requests

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
# Terms of RO-Crate 1.1 that an archive may use. The context itself maps three thousand; one that is not named here
# is unknown to the validator, and so an error.
TERMS = [
    "ComputerLanguage",
    "CreateAction",
    "CreativeWork",
    "Dataset",
    "Organization",
    "Person",
    "PropertyValue",
    "SoftwareApplication",
    "SoftwareSourceCode",
    "about",
    "actionStatus",
    "affiliation",
    "author",
    "conditionsOfAccess",
    "contentSize",
    "datePublished",
    "description",
    "encodingFormat",
    "familyName",
    "givenName",
    "hasPart",
    "instrument",
    "keywords",
    "license",
    "mentions",
    "name",
    "object",
    "programmingLanguage",
    "result",
    "softwareRequirements",
    "softwareVersion",
    "value",
    "version",
]
VOCABULARY = {term: f"http://schema.org/{term}" for term in TERMS} | {
    "File": "http://schema.org/MediaObject",
    "conformsTo": "http://purl.org/dc/terms/conformsTo",
}


def issues(folder, cache, monkeypatch, severity="REQUIRED"):
    """What the validator says against the crate in a folder, by check; empty for a valid one."""
    from rocrate_validator.services import validate
    from rocrate_validator.utils.http import HttpRequester

    monkeypatch.setattr(HttpRequester, "get", _answer, raising=False)
    settings = {
        "rocrate_uri": str(folder),
        "profile_identifier": "process-run-crate",
        "requirement_severity": severity,
        "offline": True,
        "cache_path": cache,
    }
    return [f"{issue.check.identifier}: {issue.message}" for issue in validate(settings).get_issues()]


def _answer(_, url, **__):
    assert url == CONTEXT, f"the validator asks for {url}"
    response = requests.Response()
    response.status_code = 200
    response.headers["Content-Type"] = "application/ld+json"
    response.json = lambda **_: {"@context": VOCABULARY}
    return response
