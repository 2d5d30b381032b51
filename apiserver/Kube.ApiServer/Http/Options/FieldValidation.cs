namespace Kube.ApiServer.Http.Options;

/// <summary>What happens to fields the schema does not know, and to fields given twice.</summary>
internal enum FieldValidation
{
    /// <summary>Dropped, with a Warning header for each: the default.</summary>
    Warn,

    /// <summary>Refused with 400.</summary>
    Strict,

    /// <summary>Dropped in silence.</summary>
    Ignore,
}
