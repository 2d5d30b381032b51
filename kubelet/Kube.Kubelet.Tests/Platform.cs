using System.Runtime.Versioning;

// Containers, namespaces and file modes are Linux's.
[assembly: SupportedOSPlatform("linux")]
