using k8s.Models;
using Kube.Machinery.Quantities;

namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>
/// Immutable amounts of resources as the scheduler counts them: cpu in thousandths rounded up, everything else in whole units
/// rounded up. <see cref="Scalars"/> holds hugepages, attachable volumes and extended resources by name.
/// </summary>
internal readonly struct ResourceAmounts
{
    private static readonly Dictionary<string, long> NoScalars = [];

    private readonly Dictionary<string, long>? _scalars;

    public ResourceAmounts(long milliCpu, long memory, long ephemeralStorage = 0, Dictionary<string, long>? scalars = null)
    {
        MilliCpu = milliCpu;
        Memory = memory;
        EphemeralStorage = ephemeralStorage;
        _scalars = scalars is { Count: > 0 } ? scalars : null;
    }

    public long MilliCpu { get; }

    public long Memory { get; }

    public long EphemeralStorage { get; }

    public IReadOnlyDictionary<string, long> Scalars => _scalars ?? NoScalars;

    /// <summary>Reads a resource list; <c>pods</c> is a count of objects, not an amount, and is left out.</summary>
    public static ResourceAmounts Of(IDictionary<string, ResourceQuantity>? list)
    {
        if (list is null || list.Count == 0)
            return default;
        long milliCpu = 0, memory = 0, ephemeralStorage = 0;
        Dictionary<string, long>? scalars = null;
        foreach (var (name, text) in list)
        {
            var quantity = Quantity.Parse(text.ToString());
            switch (name)
            {
                case ResourceNames.Cpu: milliCpu = quantity.MilliValue; break;
                case ResourceNames.Memory: memory = quantity.Value; break;
                case ResourceNames.EphemeralStorage: ephemeralStorage = quantity.Value; break;
                case ResourceNames.Pods: break;
                default: (scalars ??= [])[name] = quantity.Value; break;
            }
        }
        return new ResourceAmounts(milliCpu, memory, ephemeralStorage, scalars);
    }

    /// <summary>The amount of one resource, 0 when absent.</summary>
    public long Get(string name) => name switch
    {
        ResourceNames.Cpu => MilliCpu,
        ResourceNames.Memory => Memory,
        ResourceNames.EphemeralStorage => EphemeralStorage,
        _ => _scalars is null ? 0 : _scalars.GetValueOrDefault(name),
    };

    /// <summary>The same amounts with one resource replaced.</summary>
    public ResourceAmounts With(string name, long amount) => name switch
    {
        ResourceNames.Cpu => new ResourceAmounts(amount, Memory, EphemeralStorage, _scalars),
        ResourceNames.Memory => new ResourceAmounts(MilliCpu, amount, EphemeralStorage, _scalars),
        ResourceNames.EphemeralStorage => new ResourceAmounts(MilliCpu, Memory, amount, _scalars),
        _ => new ResourceAmounts(MilliCpu, Memory, EphemeralStorage, new Dictionary<string, long>(Scalars) { [name] = amount }),
    };

    /// <summary>The larger amount of each resource.</summary>
    public ResourceAmounts Max(ResourceAmounts other) => Combine(other, Math.Max);

    public static ResourceAmounts operator +(ResourceAmounts left, ResourceAmounts right) => left.Combine(right, static (a, b) => a + b);

    public static ResourceAmounts operator -(ResourceAmounts left, ResourceAmounts right) => left.Combine(right, static (a, b) => a - b);

    private ResourceAmounts Combine(ResourceAmounts other, Func<long, long, long> combine) => new(
        combine(MilliCpu, other.MilliCpu),
        combine(Memory, other.Memory),
        combine(EphemeralStorage, other.EphemeralStorage),
        Combine(_scalars, other._scalars, combine));

    private static Dictionary<string, long>? Combine(Dictionary<string, long>? left, Dictionary<string, long>? right, Func<long, long, long> combine)
        => left is null && right is null
            ? null
            : (left ?? NoScalars).Keys.Union((right ?? NoScalars).Keys)
                .ToDictionary(name => name, name => combine(left?.GetValueOrDefault(name) ?? 0, right?.GetValueOrDefault(name) ?? 0));
}
