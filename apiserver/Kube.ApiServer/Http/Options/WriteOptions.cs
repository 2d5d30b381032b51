using Kube.ApiServer.Errors;
using Kube.ApiServer.Patching.FieldOwnership;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Http.Options;

/// <summary>meta/v1 CreateOptions, UpdateOptions and PatchOptions: what they share, and force for patches.</summary>
internal sealed record WriteOptions
{
    public bool DryRun { get; init; }

    /// <summary>The manager that owns what this request sets; from <c>fieldManager</c>, else the user agent's first word.</summary>
    public string FieldManager { get; init; } = "";

    public FieldValidation FieldValidation { get; init; } = FieldValidation.Warn;

    public bool Force { get; init; }

    /// <param name="kind">CreateOptions, UpdateOptions or PatchOptions: what an error names.</param>
    /// <param name="apply">A server-side apply, for which a manager must be named and force may be given.</param>
    /// <exception cref="StatusException">422, worded as upstream's <c>metav1/validation</c>.</exception>
    public static WriteOptions Parse(HttpRequest request, string kind, bool apply = false)
    {
        var query = request.Query;
        var errors = new FieldErrors();
        var manager = query.Text("fieldManager");
        var force = query.OptionalFlag("force");
        if (apply)
        {
            if (manager.Length == 0) errors.Required(FieldPath.Of("fieldManager"), "is required for apply patch");
        }
        else if (kind == "PatchOptions" && force is not null)
        {
            errors.Forbidden(FieldPath.Of("force"), "may not be specified for non-apply patch");
        }
        CheckManager(manager, errors);
        var dryRun = query.ContainsKey("dryRun") && DryRunOf(query["dryRun"], errors);
        var validation = query.Text("fieldValidation");
        if (validation is not ("" or "Ignore" or "Strict" or "Warn"))
        {
            errors.NotSupported(FieldPath.Of("fieldValidation"), validation, "", "Ignore", "Strict", "Warn");
        }
        errors.ThrowIfAny(new GroupKind("meta.k8s.io", kind), "");
        return new WriteOptions
        {
            DryRun = dryRun,
            FieldManager = FieldManagerName.Of(manager, request.Headers.UserAgent.ToString()),
            FieldValidation = validation switch
            {
                "Strict" => FieldValidation.Strict,
                "Ignore" => FieldValidation.Ignore,
                _ => FieldValidation.Warn,
            },
            Force = force ?? false,
        };
    }

    public static bool DryRunOf(IEnumerable<string?> values, FieldErrors errors)
    {
        var given = values.Where(value => !string.IsNullOrEmpty(value)).ToList();
        if (given.Count == 0) return false;
        if (given.All(value => value == "All")) return true;
        errors.NotSupported(FieldPath.Of("dryRun"), new JsonList(given), "All");
        return false;
    }

    private static void CheckManager(string manager, FieldErrors errors)
    {
        var path = FieldPath.Of("fieldManager");
        if (manager.Length > FieldManagerName.MaxLength) errors.TooLong(path, FieldManagerName.MaxLength);
        if (manager.Length > 0 && !manager.EnumerateRunes().All(FieldManagerName.IsPrintable)) errors.Invalid(path, manager, "should only contain printable characters");
    }
}
