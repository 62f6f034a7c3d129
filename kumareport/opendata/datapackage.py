"""datapackage.json: what the CSV files hold, for programs (https://datapackage.org, version 2)."""

import json
from collections.abc import Sequence

from kumareport.opendata.table import Table


def datapackage(tables: Sequence[Table], title: str, encoding: str) -> str:
    """The description of the files as a Tabular Data Package."""
    resources = [
        {
            "name": f"table-{number}",
            "title": table.title,
            "path": f"{table.name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": encoding,
            "schema": {
                "fields": [
                    {"name": f.name, "type": str(f.type), "description": f.description}
                    for f in table.fields
                ],
                "missingValues": [""],
            },
        }
        for number, table in enumerate(tables, 1)
    ]
    document = {"name": "kumareport", "title": title, "resources": resources}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
