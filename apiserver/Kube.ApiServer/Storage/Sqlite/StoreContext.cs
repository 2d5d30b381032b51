using Microsoft.EntityFrameworkCore;

namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>
/// The schema as EF Core knows it: the model, the migrations and the script for a new database come from here. Rows are read and
/// written with prepared statements instead (see docs/performance.md).
/// </summary>
internal sealed class StoreContext(DbContextOptions<StoreContext> options) : DbContext(options)
{
    public static StoreContext Of(string path) =>
        new(new DbContextOptionsBuilder<StoreContext>().UseSqlite($"Data Source={path};Pooling=False").Options);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<HistoryRow>(row =>
        {
            row.ToTable("history");
            row.HasKey(r => r.Revision);
            row.Property(r => r.Revision).HasColumnName("revision");
            row.Property(r => r.Key).HasColumnName("key");
            row.Property(r => r.Value).HasColumnName("value");
        });
        modelBuilder.Entity<CompactionRow>(row =>
        {
            row.ToTable("compaction");
            row.HasKey(r => r.Id);
            row.Property(r => r.Id).HasColumnName("id").ValueGeneratedNever();
            row.Property(r => r.Revision).HasColumnName("revision");
            row.HasData(new CompactionRow(1, FirstRevision));
        });
    }

    /// <summary>The revision of an empty store: not 0, which clients take for "any".</summary>
    public const long FirstRevision = 1;
}
