"""Finds leaks in a patch set with DuckDB: patients, sources or sites that are in two splits.

Prints one JSON object: rows, splits, and how many of each kind are in more than one split.
"""

import json
import sys

import duckdb
from deltalake import DeltaTable

lake, patch_set = sys.argv[1:3]
labels = DeltaTable(f"{lake}/patch_labels").to_pyarrow_table()
slides = DeltaTable(f"{lake}/slides").to_pyarrow_table(columns=["slide_id", "diagnosis"])
db = duckdb.connect()
db.register("all_labels", labels)
db.register("slides", slides)
db.execute(
    "create view l as select a.*, map_extract(s.diagnosis, 'site')[1] as site"
    " from all_labels a join slides s using (slide_id) where patch_set = ?".replace(
        "?", "'" + patch_set.replace("'", "''") + "'"
    )
)


def leaks(column):
    return db.execute(
        f"select count(*) from (select {column} from l where {column} is not null"
        f" group by {column} having count(distinct split) > 1)"
    ).fetchone()[0]


print(
    json.dumps(
        {
            "rows": db.execute("select count(*) from l").fetchone()[0],
            "without_split": db.execute("select count(*) from l where split is null").fetchone()[0],
            "splits": sorted(s for (s,) in db.execute("select distinct split from l").fetchall()),
            "patients": leaks("patient_id"),
            "sources": leaks("source_id"),
            "sites": leaks("site"),
        }
    )
)
