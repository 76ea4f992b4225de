"""What an analyst writes today: read every sheet with pandas, put them below each other, store them.

It recognises no form, keeps no ledger and no addresses: it does less than `aqs ingest`, so the
time it needs is a lower bound. SQLite because every Python has it.
"""

import json
import sqlite3
import sys
from pathlib import Path

import pandas

folder, database = Path(sys.argv[1]), sys.argv[2]
frames = []
for path in sorted(folder.rglob("*.xlsx")):
    for name, frame in pandas.read_excel(path, sheet_name=None, header=None).items():
        frame.columns = [f"column_{i + 1}" for i in range(len(frame.columns))]
        frame.insert(0, "sheet", name)
        frame.insert(0, "file", str(path.relative_to(folder)))
        frames.append(frame)
everything = pandas.concat(frames, ignore_index=True)
with sqlite3.connect(database) as connection:
    everything.to_sql("rows", connection, index=False)
print(json.dumps({"rows": len(everything), "version": pandas.__version__}))
