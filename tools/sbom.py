"""The list of what the project consists of, in CycloneDX form: from the lock files, the same for the same ones."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

from tools.locked import Package, Purpose, locked_packages

SPEC_VERSION = "1.6"
_NAMESPACE = uuid.UUID("5f0f5f8e-5d0c-4a57-9a55-2f8f1f1c6a11")
_SCOPES = {Purpose.PAGE: "required", Purpose.TESTS: "excluded", Purpose.SET_UP: "optional"}


def sbom(root: Path, version: str) -> str:
    """The document as JSON text. Its serial number is made from its content; it names no time."""
    components = [_component(package) for package in locked_packages(root)]
    own = {
        "type": "application",
        "bom-ref": "agent-workspace",
        "name": "agent-workspace",
        "version": version,
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }
    content = {
        "metadata": {"component": own},
        "components": components,
        "dependencies": [
            {
                "ref": own["bom-ref"],
                "dependsOn": [component["bom-ref"] for component in components if component["scope"] == "required"],
            }
        ],
    }
    serial = uuid.uuid5(_NAMESPACE, json.dumps(content, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": SPEC_VERSION, "serialNumber": f"urn:uuid:{serial}", "version": 1}
    return json.dumps({**head, **content}, indent=2) + "\n"


def _component(package: Package) -> dict[str, object]:
    group, slash, name = package.name.rpartition("/")
    component: dict[str, object] = {"type": "library", "bom-ref": package.purl, "name": name}
    if slash:
        component["group"] = group
    return {
        **component,
        "version": package.version,
        "purl": package.purl,
        "scope": _SCOPES[package.purpose],
        # The checksum of a component is that of one file; a package that has one for each system is told without.
        "hashes": [{"alg": algorithm, "content": digits} for algorithm, digits in package.checksums]
        if len(package.checksums) == 1
        else [],
    }
