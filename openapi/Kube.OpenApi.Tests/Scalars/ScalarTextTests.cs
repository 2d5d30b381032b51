using Kube.OpenApi.Scalars;

namespace Kube.OpenApi.Tests.Scalars;

public class ScalarTextTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("0Mi", "0")]
    [InlineData("-0", "0")]
    [InlineData("1", "1")]
    [InlineData("1000m", "1")]
    [InlineData("1500m", "1500m")]
    [InlineData("0.5", "500m")]
    [InlineData(".5", "500m")]
    [InlineData("1.5", "1500m")]
    [InlineData("1000", "1k")]
    [InlineData("1024", "1024")]
    [InlineData("100M", "100M")]
    [InlineData("1000M", "1G")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("0.5Mi", "512Ki")]
    [InlineData("8Mi", "8Mi")]
    [InlineData("1Ki", "1Ki")]
    [InlineData("0.1Ki", "102400m")]
    [InlineData("12e6", "12e6")]
    [InlineData("1e-999999999", "1e-9")]
    [InlineData("12E3", "12E3")]
    [InlineData("12E4", "120e3")]
    [InlineData("0.0000000001", "1n")]
    [InlineData("-1000m", "-1")]
    [InlineData("1048576Ki", "1Gi")]
    [InlineData("9999999999Ei", "9223372036854775807")]
    [InlineData(" 5 ", "5")]
    public void Quantity_Text_IsCanonical(string given, string canonical) => Assert.Equal(canonical, QuantityText.Canonicalize(given));

    [Theory]
    [InlineData("", QuantityText.WrongFormat)]
    [InlineData("x", QuantityText.WrongFormat)]
    [InlineData("1 Mi", QuantityText.WrongFormat)]
    [InlineData("1.2.3", QuantityText.WrongFormat)]
    [InlineData("1iM", QuantityText.WrongSuffix)]
    [InlineData("1mi", QuantityText.WrongSuffix)]
    public void Quantity_NoQuantity_IsRefused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => QuantityText.Canonicalize(text)).Message);

    [Theory]
    [InlineData("2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z")]
    [InlineData("2024-02-29T23:59:59.123456789Z", "2024-02-29T23:59:59Z")]
    [InlineData("2024-03-01T01:00:00+02:00", "2024-02-29T23:00:00Z")]
    public void Time_Text_IsInUtcAndWholeSeconds(string given, string canonical) => Assert.Equal(canonical, TimeText.Canonicalize(given));

    [Theory]
    [InlineData("2024-02-29T23:59:59.123456Z", "2024-02-29T23:59:59.123456Z")]
    [InlineData("2024-02-29T23:59:59.123456-01:00", "2024-03-01T00:59:59.123456Z")]
    public void MicroTime_Text_IsInUtcAndMicroseconds(string given, string canonical) =>
        Assert.Equal(canonical, TimeText.CanonicalizeMicro(given));

    [Theory]
    [InlineData("", "parsing time \"\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"2006\"")]
    [InlineData("2024-12", "parsing time \"2024-12\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"-\"")]
    [InlineData("2024-13", "parsing time \"2024-13\": month out of range")]
    [InlineData("2023-02-29T00:00:00Z", "parsing time \"2023-02-29T00:00:00Z\": day out of range")]
    [InlineData("2024-01-01", "parsing time \"2024-01-01\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"T\"")]
    [InlineData("2024-01-01T00:00:00", "parsing time \"2024-01-01T00:00:00\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"Z07:00\"")]
    public void Time_NoTime_IsRefusedAsGoDoes(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => TimeText.Canonicalize(text)).Message);

    [Fact]
    public void MicroTime_WithoutSixDigits_IsRefused() => Assert.Equal(
        "parsing time \"2024-01-01T00:00:00Z\" as \"2006-01-02T15:04:05.000000Z07:00\": cannot parse \"Z\" as \".000000\"",
        Assert.Throws<FormatException>(() => TimeText.CanonicalizeMicro("2024-01-01T00:00:00Z")).Message);

    [Theory]
    [InlineData("0", "0s")]
    [InlineData("90m", "1h30m0s")]
    [InlineData("1.5h", "1h30m0s")]
    [InlineData("1h0m0.5s", "1h0m0.5s")]
    [InlineData("1500us", "1.5ms")]
    [InlineData("-30s", "-30s")]
    [InlineData("999ns", "999ns")]
    public void Duration_Text_IsGos(string given, string canonical) => Assert.Equal(canonical, DurationText.Canonicalize(given));

    [Theory]
    [InlineData("", "time: invalid duration \"\"")]
    [InlineData("1", "time: missing unit in duration \"1\"")]
    [InlineData("1d", "time: unknown unit \"d\" in duration \"1d\"")]
    public void Duration_NoDuration_IsRefused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => DurationText.Canonicalize(text)).Message);

    [Theory]
    [InlineData("", "")]
    [InlineData("aGk=", "aGk=")]
    [InlineData("aGVs\nbG8=", "aGVsbG8=")]
    public void Base64_Text_LosesLineBreaks(string given, string canonical) => Assert.Equal(canonical, Base64Text.Canonicalize(given));

    [Theory]
    [InlineData("not base64!", 3)]
    [InlineData("abc", 0)]
    [InlineData("abcda", 4)]
    public void Base64_NoBase64_SaysWhere(string text, int at) => Assert.Equal(
        $"illegal base64 data at input byte {at}", Assert.Throws<FormatException>(() => Base64Text.Canonicalize(text)).Message);
}
