namespace Kube.ApiServer.Audit;

/// <summary>The flags that say what is audited and where it is told, by upstream's names.</summary>
internal sealed record AuditOptions
{
    public string? PolicyFile { get; init; }

    /// <summary>"-" is standard output.</summary>
    public string? LogPath { get; init; }

    public bool LegacyFormat { get; init; }

    public AuditMode Mode { get; init; } = AuditMode.Blocking;

    /// <summary>How many events wait in batch mode.</summary>
    public int BufferSize { get; init; } = 10_000;

    /// <summary>Days old files are kept; 0 for ever.</summary>
    public int MaxAge { get; init; } = 366;

    /// <summary>How many old files are kept; 0 for all.</summary>
    public int MaxBackups { get; init; } = 100;

    /// <summary>Megabytes a file may have; 0 for any.</summary>
    public int MaxSize { get; init; } = 100;

    public bool Compress { get; init; }

    /// <summary>Bytes an event may have; larger ones lose their objects, or are lost. 0 for any.</summary>
    public int LargestEvent { get; init; }
}
