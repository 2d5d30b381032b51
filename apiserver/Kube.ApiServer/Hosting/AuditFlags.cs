using System.CommandLine;
using Kube.ApiServer.Audit;

namespace Kube.ApiServer.Hosting;

/// <summary>The flags of auditing.</summary>
internal sealed class AuditFlags
{
    private static readonly AuditOptions Default = new();

    private static readonly Dictionary<string, AuditMode> Modes = new() { ["batch"] = AuditMode.Batch, ["blocking"] = AuditMode.Blocking, ["blocking-strict"] = AuditMode.BlockingStrict };

    private readonly Option<string?> _policy = new("--audit-policy-file") { Description = "File with the policy that says what is audited." };
    private readonly Option<string?> _path = new("--audit-log-path") { Description = "File audit events are written to; - for standard output." };
    private readonly Option<string> _format = Text("--audit-log-format", "Format of events: json, or legacy for a line of text.", "json");
    private readonly Option<string> _version = Text("--audit-log-version", "Group and version of events.", "audit.k8s.io/v1");
    private readonly Option<string> _mode = Text("--audit-log-mode", "batch: events are written apart from requests; blocking: requests wait for them; blocking-strict: requests fail without them.", "blocking");
    private readonly Option<int> _buffer = Number("--audit-log-batch-buffer-size", "How many events wait in batch mode before further ones are lost.", Default.BufferSize);
    private readonly Option<int> _maxAge = Number("--audit-log-maxage", "Days old files are kept; 0 for ever.", Default.MaxAge);
    private readonly Option<int> _maxBackups = Number("--audit-log-maxbackup", "How many old files are kept; 0 for all.", Default.MaxBackups);
    private readonly Option<int> _maxSize = Number("--audit-log-maxsize", "Megabytes of a file before the next is begun; 0 for one file without end.", Default.MaxSize);
    private readonly Option<bool> _compress = new("--audit-log-compress") { Description = "Old files are compressed with gzip." };

    private readonly Option<bool> _truncate = new("--audit-log-truncate-enabled") { Description = "Events that are too large lose their objects." };
    private readonly Option<int> _largestEvent = Number("--audit-log-truncate-max-event-size", "Bytes an event may have; one that is larger without its objects too is lost.", 100 * 1024);
    private readonly Option<int> _largestBatch = Number("--audit-log-truncate-max-batch-size", "Bytes of events that are written together; here each is written alone.", 10 * 1024 * 1024);

    public IEnumerable<Option> All => [_policy, _path, _format, _version, _mode, _buffer, _maxAge, _maxBackups, _maxSize, _compress, _truncate, _largestEvent, _largestBatch];

    /// <exception cref="FormatException">Flags that make no sense, worded as upstream.</exception>
    public AuditOptions Read(ParseResult parsed)
    {
        var options = new AuditOptions
        {
            PolicyFile = Given(parsed, _policy),
            LogPath = Given(parsed, _path),
            LegacyFormat = parsed.GetValue(_format) == "legacy",
            Mode = Modes.GetValueOrDefault(parsed.GetValue(_mode)!, AuditMode.Blocking),
            BufferSize = parsed.GetValue(_buffer),
            MaxAge = parsed.GetValue(_maxAge),
            MaxBackups = parsed.GetValue(_maxBackups),
            MaxSize = parsed.GetValue(_maxSize),
            Compress = parsed.GetValue(_compress),
            LargestEvent = parsed.GetValue(_truncate) ? parsed.GetValue(_largestEvent) : 0,
        };
        var wrong = options.LogPath is null ? [] : Problems(parsed, options).ToList();
        if (wrong.Count == 0) return options;
        throw new FormatException(wrong.Count == 1 ? wrong[0] : $"[{string.Join(", ", wrong)}]");
    }

    private IEnumerable<string> Problems(ParseResult parsed, AuditOptions options)
    {
        if (!Modes.ContainsKey(parsed.GetValue(_mode)!)) yield return $"invalid audit log mode {parsed.GetValue(_mode)}, allowed modes are \"{string.Join(',', Modes.Keys)}\"";
        else if (options is { Mode: AuditMode.Batch, BufferSize: <= 0 }) yield return $"invalid audit batch log buffer size {options.BufferSize}, must be a positive number";
        if (parsed.GetValue(_truncate) && parsed.GetValue(_largestEvent) <= 0)
            yield return $"invalid audit truncate log max event size {parsed.GetValue(_largestEvent)}, must be a positive number";
        else if (parsed.GetValue(_truncate) && parsed.GetValue(_largestBatch) < parsed.GetValue(_largestEvent))
            yield return $"invalid audit truncate log max batch size {parsed.GetValue(_largestBatch)}, must be greater than max event size ({parsed.GetValue(_largestEvent)})";
        if (parsed.GetValue(_version) != "audit.k8s.io/v1") yield return "invalid group version, allowed versions are [\"audit.k8s.io/v1\"]";
        if (parsed.GetValue(_format) is not ("json" or "legacy")) yield return $"invalid audit log format {parsed.GetValue(_format)}, allowed formats are \"legacy,json\"";
        foreach (var option in (Option<int>[])[_maxAge, _maxBackups, _maxSize])
        {
            if (parsed.GetValue(option) < 0) yield return $"{option.Name} {parsed.GetValue(option)} can't be a negative number";
        }
    }

    private static string? Given(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { Length: > 0 } value ? value : null;

    private static Option<string> Text(string name, string description, string value) => new(name) { Description = description, DefaultValueFactory = _ => value };

    private static Option<int> Number(string name, string description, int value) => new(name) { Description = description, DefaultValueFactory = _ => value };
}
