using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>A pod's own resolver settings; the limits are those of the C library's resolver.</summary>
internal static class DnsConfigValidation
{
    private const int MaxNameservers = 3;
    private const int MaxSearches = 32;
    private const int MaxSearchCharacters = 2048;

    public static void Validate(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        var config = spec.Map("dnsConfig");
        if (spec.Text("dnsPolicy") == "None")
        {
            if (config is null) errors.Required(at, "must provide `dnsConfig` when `dnsPolicy` is None");
            else if (config.CountOf("nameservers") == 0)
                errors.Required(at.Child("nameservers"), "must provide at least one DNS nameserver when `dnsPolicy` is None");
            if (config?.CountOf("nameservers") is null or 0) return;
        }
        if (config is null) return;
        var servers = config.Strings("nameservers");
        if (servers.Count > MaxNameservers)
            errors.Invalid(at.Child("nameservers"), config["nameservers"], $"must not have more than {MaxNameservers} nameservers");
        for (var i = 0; i < servers.Count; i++) errors.Ip(at.Child("nameservers").Index(i), servers[i]);
        ValidateSearches(config, errors, at.Child("searches"));
        var index = 0;
        foreach (var option in config.Maps("options"))
        {
            var here = at.Child("options").Index(index++);
            if (option.Text("name").Length == 0) errors.Required(here, "must not be empty");
        }
    }

    private static void ValidateSearches(JsonMap config, FieldErrors errors, FieldPath at)
    {
        var searches = config.Strings("searches");
        if (searches.Count > MaxSearches) errors.Invalid(at, config["searches"], $"must not have more than {MaxSearches} search paths");
        if (string.Join(' ', searches).Length > MaxSearchCharacters)
            errors.Invalid(at, config["searches"], $"must not have more than {MaxSearchCharacters} characters (including spaces) in the search list");
        for (var i = 0; i < searches.Count; i++)
        {
            if (searches[i] == ".") continue;
            var name = searches[i].EndsWith('.') ? searches[i][..^1] : searches[i];
            // Labels of a search path may begin with or hold underscores, unlike those of names.
            errors.InvalidAll(at.Index(i), name, DnsNames.Subdomain(name.Replace('_', 'a')));
        }
    }
}
