using System.Numerics;
using Kube.OpenApi.Scalars;

namespace Kube.Machinery.Quantities;

/// <summary>
/// A fixed-point amount such as <c>100m</c>, <c>1.5Gi</c> or <c>12e6</c>, exact to a billionth, with the semantics of
/// k8s.io/apimachinery <c>resource.Quantity</c>: any finer fraction is rounded away from zero when read, binary amounts
/// are capped at 2^63-1, and the text form is canonical (no fraction, the largest suffix that loses nothing).
/// Equality and order are those of the amount; the format it was written in does not count.
/// </summary>
public readonly struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    private static readonly BigInteger Nano = 1_000_000_000;
    private static readonly BigInteger NanosPerMilli = 1_000_000;

    private static readonly TextMemo<Quantity> Known = new();

    private readonly BigInteger _nanos;

    internal Quantity(BigInteger nanos, QuantityFormat format)
    {
        _nanos = nanos;
        Format = format;
    }

    public static Quantity Zero => default;

    public QuantityFormat Format { get; }

    internal BigInteger Nanos => _nanos;

    public bool IsZero => _nanos.IsZero;

    public int Sign => _nanos.Sign;

    public static Quantity FromValue(long value, QuantityFormat format = QuantityFormat.DecimalSI) => new(value * Nano, format);

    public static Quantity FromMilli(long milli, QuantityFormat format = QuantityFormat.DecimalSI) => new(milli * NanosPerMilli, format);

    /// <summary>Whole units, rounded away from zero, held to the range of a long.</summary>
    public long Value => Scaled(Nano);

    /// <summary>Thousandths, rounded away from zero, held to the range of a long.</summary>
    public long MilliValue => Scaled(NanosPerMilli);

    public double ToDouble() => (double)_nanos / 1e9;

    /// <summary>Reads a quantity; <paramref name="error"/> is upstream's sentence when it is not one.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Quantity quantity, out string? error)
    {
        error = null;
        if (Known.TryGet(text, out quantity)) return true;
        if (!QuantityParser.TryParse(text, out quantity, out error)) return false;
        Known.Set(text, quantity);
        return true;
    }

    /// <exception cref="FormatException">The text is not a quantity; the message is upstream's.</exception>
    public static Quantity Parse(ReadOnlySpan<char> text)
        => TryParse(text, out var quantity, out var error) ? quantity : throw new FormatException(error);

    /// <summary>The sum, in this quantity's format; a zero takes the other's format.</summary>
    public Quantity Add(Quantity other) => new(_nanos + other._nanos, IsZero ? other.Format : Format);

    public Quantity Subtract(Quantity other) => new(_nanos - other._nanos, IsZero ? other.Format : Format);

    public Quantity Negate() => new(-_nanos, Format);

    public int CompareTo(Quantity other) => _nanos.CompareTo(other._nanos);

    public bool Equals(Quantity other) => _nanos == other._nanos;

    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    public override int GetHashCode() => _nanos.GetHashCode();

    /// <summary>The canonical form.</summary>
    public override string ToString() => QuantityFormatter.Format(this);

    public static Quantity operator +(Quantity left, Quantity right) => left.Add(right);

    public static Quantity operator -(Quantity left, Quantity right) => left.Subtract(right);

    public static Quantity operator -(Quantity value) => value.Negate();

    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    public static bool operator <(Quantity left, Quantity right) => left.CompareTo(right) < 0;

    public static bool operator >(Quantity left, Quantity right) => left.CompareTo(right) > 0;

    public static bool operator <=(Quantity left, Quantity right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Quantity left, Quantity right) => left.CompareTo(right) >= 0;

    private long Scaled(BigInteger unit)
    {
        var whole = BigInteger.DivRem(_nanos, unit, out var rest) + rest.Sign;
        return whole > long.MaxValue ? long.MaxValue : whole < long.MinValue ? long.MinValue : (long)whole;
    }
}
