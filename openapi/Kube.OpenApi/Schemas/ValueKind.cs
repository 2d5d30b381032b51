namespace Kube.OpenApi.Schemas;

/// <summary>What a value of a schema may be on the wire.</summary>
public enum ValueKind
{
    /// <summary>Any JSON value, kept as it is (RawExtension, JSON, FieldsV1).</summary>
    Any,

    /// <summary>A JSON object with known <see cref="TypeSchema.Fields"/>.</summary>
    Struct,

    /// <summary>A JSON object from string to <see cref="TypeSchema.Element"/>.</summary>
    Map,

    /// <summary>A JSON array of <see cref="TypeSchema.Element"/>.</summary>
    List,
    String,

    /// <summary>A whole number; <see cref="TypeSchema.Format"/> is int32 or int64.</summary>
    Integer,

    /// <summary>A number with a fraction.</summary>
    Number,
    Boolean,

    /// <summary>util.intstr.IntOrString.</summary>
    IntOrString,

    /// <summary>api.resource.Quantity: a string in canonical form; accepts a number on input.</summary>
    Quantity,

    /// <summary>RFC 3339 with seconds.</summary>
    Time,

    /// <summary>RFC 3339 with microseconds.</summary>
    MicroTime,

    /// <summary>meta/v1 Duration: Go's notation, as in "1h30m".</summary>
    Duration,

    /// <summary>Base64 in a JSON string.</summary>
    Bytes,
}
