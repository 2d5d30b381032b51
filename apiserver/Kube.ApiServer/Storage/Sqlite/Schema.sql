CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "history" (
    "revision" INTEGER NOT NULL CONSTRAINT "PK_history" PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "value" BLOB NULL
);

CREATE TABLE "compaction" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_compaction" PRIMARY KEY,
    "revision" INTEGER NOT NULL
);

INSERT INTO "compaction" ("id", "revision")
VALUES (1, 1);
SELECT changes();


INSERT INTO sqlite_sequence (name, seq) VALUES ('history', 1);

PRAGMA user_version = 1;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122000000_History', '10.0.14');

COMMIT;

