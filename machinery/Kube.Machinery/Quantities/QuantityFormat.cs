namespace Kube.Machinery.Quantities;

/// <summary>How a quantity was written, which is how it is written again.</summary>
public enum QuantityFormat
{
    /// <summary>Suffixes n, u, m, none, k, M, G, T, P, E.</summary>
    DecimalSI,

    /// <summary>Suffixes Ki, Mi, Gi, Ti, Pi, Ei.</summary>
    BinarySI,

    /// <summary>Exponents such as e3.</summary>
    DecimalExponent,
}
