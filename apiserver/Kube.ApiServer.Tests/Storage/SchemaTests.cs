using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Kube.ApiServer.Tests.Storage;

public sealed class SchemaTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => _folder.File("kube.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Model_HasAMigrationForEverything()
    {
        using var context = StoreContext.Of(Path);
        Assert.False(context.Database.HasPendingModelChanges());
    }

    /// <summary>When a migration is added, put what this test found into Schema.sql, and raise <see cref="Schema.Version"/>.</summary>
    [Fact]
    public void Script_IsWhatTheMigrationsGenerate()
    {
        using var context = StoreContext.Of(Path);
        Assert.Equal(context.GetService<IMigrator>().GenerateScript(), Schema.Script(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Migrate_NewDatabase_GivesTheSchemaOfTheScript()
    {
        using (var context = StoreContext.Of(Path)) context.Database.Migrate();
        using var migrated = Database.Open(Path);
        using var scripted = Database.Open(_folder.File("scripted.db"));
        scripted.Execute(Schema.Script());
        Assert.Equal(Schema.Version, migrated.Scalar("PRAGMA user_version"));
        Assert.Equal(Tables(scripted), Tables(migrated));
    }

    [Fact]
    public async Task Open_DatabaseOfANewerVersion_SaysSo()
    {
        await SqliteStore.Open(Path).DisposeAsync();
        using (var database = Database.Open(Path)) database.Execute($"PRAGMA user_version = {Schema.Version + 1}");
        var error = Assert.Throws<StoreException>(() => SqliteStore.Open(Path));
        Assert.Contains("newer version", error.Message);
    }

    private static List<string> Tables(Database database)
    {
        var tables = new List<string>();
        using var rows = database.Prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' ORDER BY name");
        while (rows.Step()) tables.Add(rows.Text(0));
        return tables;
    }
}
