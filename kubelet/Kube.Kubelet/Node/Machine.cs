using System.Globalization;
using System.Runtime.InteropServices;

namespace Kube.Kubelet.Node;

/// <summary>What the node's machine is and has, read once from the kernel.</summary>
internal sealed record Machine
{
    public required int Cpus { get; init; }
    public required long MemoryKib { get; init; }
    public required long SwapBytes { get; init; }
    public required long DiskBytes { get; init; }
    public required string MachineId { get; init; }
    public required string SystemUuid { get; init; }
    public required string BootId { get; init; }
    public required string KernelVersion { get; init; }
    public required string OsImage { get; init; }
    public required string Architecture { get; init; }

    public static Machine Read(string rootDirectory)
    {
        var memory = File.ReadAllLines("/proc/meminfo").Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new Machine
        {
            Cpus = Environment.ProcessorCount,
            MemoryKib = Kib(memory["MemTotal"]),
            SwapBytes = Kib(memory["SwapTotal"]) * 1024,
            DiskBytes = new DriveInfo(Directory.CreateDirectory(rootDirectory).FullName).TotalSize,
            MachineId = FirstLine("/etc/machine-id"),
            SystemUuid = FirstLine("/sys/class/dmi/id/product_uuid") is { Length: > 0 } uuid ? uuid.ToLowerInvariant() : FirstLine("/etc/machine-id"),
            BootId = FirstLine("/proc/sys/kernel/random/boot_id"),
            KernelVersion = FirstLine("/proc/sys/kernel/osrelease"),
            OsImage = OsName(),
            Architecture = RuntimeInformation.OSArchitecture switch
            {
                System.Runtime.InteropServices.Architecture.X64 => "amd64",
                var other => other.ToString().ToLowerInvariant(),
            },
        };
    }

    private static long Kib(string value) => long.Parse(value.Trim().Split(' ')[0], CultureInfo.InvariantCulture);

    private static string FirstLine(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault()?.Trim() ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string OsName()
    {
        const string Key = "PRETTY_NAME=";
        var line = File.Exists("/etc/os-release") ? File.ReadLines("/etc/os-release").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
        return line?[Key.Length..].Trim('"') ?? "Linux";
    }
}
