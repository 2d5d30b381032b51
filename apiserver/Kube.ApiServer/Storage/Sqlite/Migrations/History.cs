using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Kube.ApiServer.Storage.Sqlite.Migrations;

/// <summary>Version 1: the history of writes, counting from the first revision, and the compaction mark.</summary>
[DbContext(typeof(StoreContext))]
[Migration("20261122000000_History")]
internal sealed class History : Migration
{
    public static void Describe(ModelBuilder modelBuilder)
    {
        modelBuilder.HasAnnotation("ProductVersion", "10.0.14");
        modelBuilder.Entity("Kube.ApiServer.Storage.Sqlite.HistoryRow", row =>
        {
            row.Property<long>("Revision").ValueGeneratedOnAdd().HasColumnType("INTEGER").HasColumnName("revision");
            row.Property<string>("Key").IsRequired().HasColumnType("TEXT").HasColumnName("key");
            row.Property<byte[]>("Value").HasColumnType("BLOB").HasColumnName("value");
            row.HasKey("Revision");
            row.ToTable("history");
        });
        modelBuilder.Entity("Kube.ApiServer.Storage.Sqlite.CompactionRow", row =>
        {
            row.Property<int>("Id").HasColumnType("INTEGER").HasColumnName("id");
            row.Property<long>("Revision").HasColumnType("INTEGER").HasColumnName("revision");
            row.HasKey("Id");
            row.ToTable("compaction");
            row.HasData(new { Id = 1, Revision = 1L });
        });
    }

    protected override void BuildTargetModel(ModelBuilder modelBuilder) => Describe(modelBuilder);

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "history",
            columns: table => new
            {
                revision = table.Column<long>(type: "INTEGER", nullable: false).Annotation("Sqlite:Autoincrement", true),
                key = table.Column<string>(type: "TEXT", nullable: false),
                value = table.Column<byte[]>(type: "BLOB", nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_history", row => row.revision));
        migrationBuilder.CreateTable(
            name: "compaction",
            columns: table => new
            {
                id = table.Column<int>(type: "INTEGER", nullable: false),
                revision = table.Column<long>(type: "INTEGER", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_compaction", row => row.id));
        migrationBuilder.InsertData(table: "compaction", columns: ["id", "revision"], values: [1, 1L]);
        migrationBuilder.Sql("INSERT INTO sqlite_sequence (name, seq) VALUES ('history', 1);");
        migrationBuilder.Sql("PRAGMA user_version = 1;");
    }
}
