using Kube.ApiServer.Authentication;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Authentication;

/// <summary>authentication/v1 UserInfo on the wire; parts that are empty are left out.</summary>
internal static class UserInfoJson
{
    public static JsonMap Of(UserInfo user)
    {
        var json = new JsonMap { ["username"] = user.Name };
        if (user.Uid.Length > 0) json["uid"] = user.Uid;
        if (user.Groups.Count > 0) json["groups"] = new JsonList(user.Groups);
        if (user.Extra.Count == 0) return json;
        var extra = json.GetOrAddMap("extra");
        foreach (var (key, values) in user.Extra) extra[key] = new JsonList(values);
        return json;
    }
}
