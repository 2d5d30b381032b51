using Kube.ApiServer.Http;

namespace Kube.ApiServer.Tests.Authorization;

internal static class Requests
{
    public static RequestInfo Resource(string verb, string group, string resource) =>
        new() { Path = "", Verb = verb, IsResource = true, Group = group, Version = "v1", Resource = resource };
}
