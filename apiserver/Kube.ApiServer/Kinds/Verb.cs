namespace Kube.ApiServer.Kinds;

/// <summary>What can be done to a resource; printed in lower case in discovery and in authorization.</summary>
[Flags]
internal enum Verb
{
    None = 0,
    Create = 1,
    Delete = 2,
    DeleteCollection = 4,
    Get = 8,
    List = 16,
    Patch = 32,
    Update = 64,
    Watch = 128,

    All = Create | Delete | DeleteCollection | Get | List | Patch | Update | Watch,
    Change = Get | Patch | Update,
}
