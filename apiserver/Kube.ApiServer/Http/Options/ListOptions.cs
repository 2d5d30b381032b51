using Kube.ApiServer.Errors;
using Kube.ApiServer.Validation;
using Kube.Machinery.Selectors;

namespace Kube.ApiServer.Http.Options;

/// <summary>meta/v1 ListOptions of a list, watch or deletecollection request.</summary>
internal sealed record ListOptions
{
    private static readonly GroupKind Kind = new("meta.k8s.io", "ListOptions");

    public LabelSelector Labels { get; init; } = LabelSelector.Everything;

    public FieldSelector Fields { get; init; } = FieldSelector.Everything;

    /// <summary>As given; "" for the most recent, "0" for any.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary>"", NotOlderThan or Exact.</summary>
    public string ResourceVersionMatch { get; init; } = "";

    public long Limit { get; init; }

    public string Continue { get; init; } = "";

    public bool AllowWatchBookmarks { get; init; }

    public bool? SendInitialEvents { get; init; }

    public TimeSpan? Timeout { get; init; }

    /// <exception cref="StatusException">400 or 422, worded as upstream.</exception>
    public static ListOptions Parse(IQueryCollection query, bool watch)
    {
        var options = new ListOptions
        {
            Labels = Selector(query.Text("labelSelector"), LabelSelector.Parse, LabelSelector.Everything),
            Fields = Selector(query.Text("fieldSelector"), FieldSelector.Parse, FieldSelector.Everything),
            ResourceVersion = query.Text("resourceVersion"),
            ResourceVersionMatch = query.Text("resourceVersionMatch"),
            Limit = Math.Max(0, query.Integer("limit") ?? 0),
            Continue = query.Text("continue"),
            AllowWatchBookmarks = query.Flag("allowWatchBookmarks"),
            SendInitialEvents = query.OptionalFlag("sendInitialEvents"),
            Timeout = query.Integer("timeoutSeconds") is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, int.MaxValue)) : null,
        };
        options.Validate(watch);
        return options;
    }

    /// <summary>The revision asked for; null for none, 0 for any.</summary>
    /// <exception cref="StatusException">400 for text that is no number.</exception>
    public long? Revision()
    {
        if (ResourceVersion.Length == 0) return null;
        if (ulong.TryParse(ResourceVersion, out var revision)) return (long)Math.Min(revision, long.MaxValue);
        throw StatusException.BadRequest(
            $"invalid resource version: resourceVersion: Invalid value: \"{ResourceVersion}\": strconv.ParseUint: parsing \"{ResourceVersion}\": invalid syntax");
    }

    /// <summary>apimachinery's <c>internalversion/validation.ValidateListOptions</c>.</summary>
    private void Validate(bool watch)
    {
        var errors = new FieldErrors();
        var match = FieldPath.Of("resourceVersionMatch");
        if (watch) ValidateWatch(errors, match);
        else ValidateList(errors, match);
        errors.ThrowIfAny(Kind, "");
    }

    private void ValidateList(FieldErrors errors, FieldPath match)
    {
        if (ResourceVersionMatch.Length > 0)
        {
            if (ResourceVersion.Length == 0) errors.Forbidden(match, "resourceVersionMatch is forbidden unless resourceVersion is provided");
            if (Continue.Length > 0) errors.Forbidden(match, "resourceVersionMatch is forbidden when continue is provided");
            if (ResourceVersionMatch is not ("Exact" or "NotOlderThan")) errors.NotSupported(match, ResourceVersionMatch, "Exact", "NotOlderThan", "");
            if (ResourceVersionMatch == "Exact" && ResourceVersion == "0") errors.Forbidden(match, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }
        if (SendInitialEvents is not null) errors.Forbidden(FieldPath.Of("sendInitialEvents"), "sendInitialEvents is forbidden for list");
    }

    private void ValidateWatch(FieldErrors errors, FieldPath match)
    {
        if (SendInitialEvents is not null)
        {
            if (ResourceVersionMatch.Length == 0) errors.Forbidden(match, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
            else if (ResourceVersionMatch != "NotOlderThan") errors.NotSupported(match, ResourceVersionMatch, "NotOlderThan");
        }
        else if (ResourceVersionMatch.Length > 0)
        {
            errors.Forbidden(match, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        }
        if (Continue.Length > 0) errors.Forbidden(FieldPath.Of("continue"), "continue is forbidden for watch");
    }

    private static T Selector<T>(string text, Func<string, T> parse, T everything)
    {
        if (text.Length == 0) return everything;
        try
        {
            return parse(text);
        }
        catch (SelectorException wrong)
        {
            throw StatusException.BadRequest(wrong.Message);
        }
    }
}
