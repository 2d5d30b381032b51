using Kube.Machinery.Validation;

namespace Kube.Machinery.Tests.Validation;

public sealed class NameTests
{
    private static readonly string Long = new('a', 254);

    [Fact]
    public void Subdomain_Valid_HasNoErrors() => Assert.Empty(DnsNames.Subdomain("a-1.example.com"));

    [Theory]
    [InlineData("Bad_Name")]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("-a")]
    [InlineData("a.")]
    public void Subdomain_Invalid_SaysWhatUpstreamSays(string value)
        => Assert.Equal(
            ["a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"],
            DnsNames.Subdomain(value));

    [Fact]
    public void Subdomain_TooLong_SaysTheLimit() => Assert.Equal(["must be no more than 253 bytes"], DnsNames.Subdomain(Long));

    [Fact]
    public void Label_Invalid_SaysWhatUpstreamSays()
    {
        Assert.Empty(DnsNames.Label("my-name"));
        Assert.Equal(["must not contain dots"], DnsNames.Label("a.b"));
        Assert.Equal(
            ["a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"],
            DnsNames.Label("UPPER"));
    }

    [Fact]
    public void Label1035_StartsWithDigit_IsRefused()
    {
        Assert.Empty(DnsNames.Label1035("abc-123"));
        Assert.Equal(
            ["a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"],
            DnsNames.Label1035("1abc"));
    }

    [Theory]
    [InlineData("app")]
    [InlineData("example.com/My_Name.1")]
    public void Key_Valid_HasNoErrors(string value) => Assert.Empty(LabelNames.Key(value));

    [Fact]
    public void Key_Invalid_NamesThePart()
    {
        Assert.Equal(
            ["name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"],
            LabelNames.Key("a b"));
        Assert.Equal(["prefix part must be non-empty"], LabelNames.Key("/a"));
        Assert.Equal("name part must be non-empty", LabelNames.Key("example.com/")[0]);
        Assert.StartsWith("prefix part a lowercase RFC 1123 subdomain", LabelNames.Key("Bad/a")[0], StringComparison.Ordinal);
        Assert.Equal(["name part must be no more than 63 bytes"], LabelNames.Key(Long[..64]));
    }

    [Fact]
    public void Value_TooLong_SaysTheLimit()
    {
        Assert.Empty(LabelNames.Value(""));
        Assert.Equal(["must be no more than 63 bytes"], LabelNames.Value(Long[..64]));
    }

    [Fact]
    public void DataKeys_Invalid_SayWhatUpstreamSays()
    {
        Assert.Empty(DataKeys.ConfigMapKey("app.conf"));
        Assert.Equal(
            ["a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"],
            DataKeys.ConfigMapKey("bad key"));
        Assert.Equal(["must not be '..'"], DataKeys.ConfigMapKey(".."));
        Assert.Equal(
            ["a valid environment variable name must consist only of printable ASCII characters other than '='"],
            DataKeys.EnvironmentVariable("a=b"));
    }

    [Fact]
    public void PortName_Invalid_ListsEveryRule()
    {
        Assert.Empty(Ports.Name("http"));
        Assert.Equal(["must be no more than 15 characters"], Ports.Name("averyveryverylongname"));
        Assert.Equal(["must contain at least one letter (a-z)", "must not contain consecutive hyphens"], Ports.Name("1--2"));
        Assert.Equal(["must be between 1 and 65535, inclusive"], Ports.Number(0));
    }

    [Fact]
    public void Quote_SpecialCharacters_AreEscaped() => Assert.Equal("\"a\\\"b\\\\\\n\\x01é\"", ValidationMessages.Quote("a\"b\\\n\u0001é"));
}
