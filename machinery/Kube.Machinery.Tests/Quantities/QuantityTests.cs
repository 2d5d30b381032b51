using Kube.Machinery.Quantities;

namespace Kube.Machinery.Tests.Quantities;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("0.0", "0")]
    [InlineData("-0", "0")]
    [InlineData("100m", "100m")]
    [InlineData("0.1", "100m")]
    [InlineData("1.5", "1500m")]
    [InlineData("1000m", "1")]
    [InlineData("1000", "1k")]
    [InlineData("1200", "1200")]
    [InlineData("123456000", "123456k")]
    [InlineData("1.2345", "1234500u")]
    [InlineData("1e3", "1e3")]
    [InlineData("1E3", "1e3")]
    [InlineData("1000e0", "1e3")]
    [InlineData("12e6", "12e6")]
    [InlineData("1e5", "100e3")]
    [InlineData("1e-3", "1e-3")]
    [InlineData("1E", "1E")]
    [InlineData("1000E", "1e21")]
    [InlineData("18446744073709551616", "18446744073709551616")]
    [InlineData("1Ki", "1Ki")]
    [InlineData("1024Ki", "1Mi")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("0.5Gi", "512Mi")]
    [InlineData("0.5Ki", "512")]
    [InlineData("1.1Ki", "1126400m")]
    [InlineData("8Ei", "9223372036854775807")]
    [InlineData("-1Ki", "-1Ki")]
    [InlineData("+1.G", "1G")]
    [InlineData(".5", "500m")]
    [InlineData("0.9n", "1n")]
    [InlineData("-0.1n", "-1n")]
    [InlineData("1n", "1n")]
    [InlineData("m", "0")]
    public void ToString_Parsed_IsCanonical(string text, string expected) => Assert.Equal(expected, Quantity.Parse(text).ToString());

    [Theory]
    [InlineData("", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("1.2.3", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("lots", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("1 Gi", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("1Kim", "unable to parse quantity's suffix")]
    [InlineData("1K", "unable to parse quantity's suffix")]
    [InlineData("1e", "unable to parse quantity's suffix")]
    [InlineData("Ei", "unable to parse numeric part of quantity")]
    public void Parse_NoQuantity_SaysWhatUpstreamSays(string text, string expected)
        => Assert.Equal(expected, Assert.Throws<FormatException>(() => Quantity.Parse(text)).Message);

    [Theory]
    [InlineData("100m", 1, 100)]
    [InlineData("1n", 1, 1)]
    [InlineData("-1500m", -2, -1500)]
    [InlineData("2Ki", 2048, 2048000)]
    [InlineData("8Ei", long.MaxValue, long.MaxValue)]
    public void Value_Fraction_RoundsAwayFromZero(string text, long value, long milli)
    {
        var quantity = Quantity.Parse(text);
        Assert.Equal(value, quantity.Value);
        Assert.Equal(milli, quantity.MilliValue);
    }

    [Fact]
    public void Add_Zero_TakesTheOthersFormat()
    {
        Assert.Equal("2Gi", (Quantity.Zero + Quantity.Parse("1Gi") + Quantity.Parse("1Gi")).ToString());
        Assert.Equal("1073741825", (Quantity.Parse("1") + Quantity.Parse("1Gi")).ToString());
        Assert.Equal("500m", (Quantity.Parse("1") - Quantity.Parse("0.5")).ToString());
    }

    [Fact]
    public void Compare_DifferentNotation_ComparesAmounts()
    {
        Assert.Equal(Quantity.Parse("1000m"), Quantity.Parse("1"));
        Assert.True(Quantity.Parse("1Gi") > Quantity.Parse("1G"));
        Assert.True(Quantity.Parse("-1") < Quantity.Zero);
    }
}
