using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.FieldOwnership.Managers;

/// <summary>An entry of <c>metadata.managedFields</c>. Made from JSON and not changed, it is that JSON again.</summary>
internal sealed class ManagedEntry
{
    private const string FieldsType = "FieldsV1";

    private readonly JsonMap? _encoded;

    public ManagedEntry(ManagerId id, string apiVersion, string? time, FieldSet fields)
        : this(id, apiVersion, time, fields, null)
    {
    }

    private ManagedEntry(ManagerId id, string apiVersion, string? time, FieldSet fields, JsonMap? encoded)
    {
        Id = id;
        ApiVersion = apiVersion;
        Time = time;
        Fields = fields;
        _encoded = encoded;
    }

    public ManagerId Id { get; }

    public string ApiVersion { get; }

    /// <summary>RFC 3339 in UTC, or null.</summary>
    public string? Time { get; }

    public FieldSet Fields { get; }

    /// <summary>The fields as fieldsV1 has them, where that is known.</summary>
    public JsonMap? EncodedFields { get; init; }

    public bool Applied => Id.Operation == ManagerId.Apply;

    public ManagedEntry With(FieldSet fields) => ReferenceEquals(fields, Fields) ? this : new(Id, ApiVersion, Time, fields);

    /// <exception cref="FormatException">The entry is not one.</exception>
    public static ManagedEntry Decode(JsonMap entry, int index)
    {
        var operation = entry.String("operation");
        if (operation is not (ManagerId.Apply or ManagerId.Update)) throw new FormatException("operation must be `Apply` or `Update`");
        if (entry.String("apiVersion") is not { Length: > 0 } apiVersion) throw new FormatException("apiVersion must not be empty");
        switch (entry.String("fieldsType"))
        {
            case FieldsType:
                break;
            case null or "":
                throw new FormatException($"missing fieldsType in managed fields entry {index}");
            case var other:
                throw new FormatException($"invalid fieldsType {GoFormat.Quote(other)} in managed fields entry {index}");
        }
        var id = new ManagerId(
            entry.String("manager") ?? "", operation, operation == ManagerId.Apply ? "" : apiVersion, entry.String("subresource") ?? "");
        var fields = entry.Map("fieldsV1") is { } encoded ? FieldsV1.Decode(encoded) : FieldSet.Empty;
        return new ManagedEntry(id, apiVersion, entry.String("time"), fields, entry);
    }

    public JsonMap Encode()
    {
        if (_encoded is not null) return _encoded;
        var entry = new JsonMap(7) { ["manager"] = Id.Manager, ["operation"] = Id.Operation, ["apiVersion"] = ApiVersion };
        if (Time is not null) entry["time"] = Time;
        entry["fieldsType"] = FieldsType;
        entry["fieldsV1"] = EncodedFields ?? FieldsV1.Encode(Fields);
        if (Id.Subresource.Length > 0) entry["subresource"] = Id.Subresource;
        return entry;
    }

    /// <summary>The order of managedFields: those that apply first, then the oldest, then by name.</summary>
    public static int Compare(ManagedEntry a, ManagedEntry b)
    {
        var order = string.CompareOrdinal(a.Id.Operation, b.Id.Operation);
        if (order == 0) order = string.CompareOrdinal(a.Time, b.Time);
        if (order == 0) order = string.CompareOrdinal(a.Id.Manager, b.Id.Manager);
        if (order == 0) order = string.CompareOrdinal(a.ApiVersion, b.ApiVersion);
        return order != 0 ? order : string.CompareOrdinal(a.Id.Subresource, b.Id.Subresource);
    }
}
