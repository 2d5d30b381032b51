using System.Text;
using Kube.ApiServer.Storage.Encryption;

namespace Kube.ApiServer.Tests.Storage.Encryption;

public sealed class TransformerTests
{
    private const string Key = "/registry/secrets/default/one";

    private static readonly byte[] Value = Encoding.UTF8.GetBytes("{\"metadata\":{}}");

    public static TheoryData<string> Ciphers => ["aesgcm", "aescbc", "secretbox"];

    [Theory, MemberData(nameof(Ciphers))]
    public void FromStorage_WhatWasStored_IsTheValue(string name)
    {
        var transformer = Make(name, 1);
        var stored = transformer.ToStorage(Value, Key);
        Assert.False(stored.AsSpan().IndexOf("metadata"u8) >= 0);
        Assert.Equal(Value, transformer.FromStorage(stored, Key, out var isStale).ToArray());
        Assert.False(isStale);
    }

    [Theory, MemberData(nameof(Ciphers))]
    public void ToStorage_SameValueTwice_DiffersByNonce(string name)
    {
        var transformer = Make(name, 1);
        Assert.NotEqual(transformer.ToStorage(Value, Key), transformer.ToStorage(Value, Key));
    }

    [Theory]
    [InlineData("aesgcm", "cipher: message authentication failed")]
    [InlineData("secretbox", "output array was not large enough for encryption")]
    public void FromStorage_ChangedOrOfAnotherKey_Throws(string name, string message)
    {
        var stored = Make(name, 1).ToStorage(Value, Key);
        Assert.Equal(message, Failure(Make(name, 2), stored));
        stored[^1] ^= 1;
        Assert.Equal(message, Failure(Make(name, 1), stored));
    }

    [Fact]
    public void FromStorage_GcmValueOfAnotherPlace_Throws()
    {
        var stored = Make("aesgcm", 1).ToStorage(Value, "/registry/secrets/default/two");
        Assert.Equal("cipher: message authentication failed", Failure(Make("aesgcm", 1), stored));
    }

    [Theory, MemberData(nameof(Ciphers))]
    public void FromStorage_TooShort_Throws(string name) => Assert.Equal("the stored data was shorter than the required size", Failure(Make(name, 1), new byte[3]));

    [Fact]
    public void FromStorage_CbcOfHalfABlock_Throws() => Assert.Equal("the stored data is not a multiple of the block size", Failure(Make("aescbc", 1), new byte[24]));

    /// <summary>The example of NaCl's own secretbox test: <c>tests/secretbox.c</c>.</summary>
    [Fact]
    public void FromStorage_SecretboxMadeByNacl_Opens()
    {
        var key = Convert.FromHexString("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");
        var nonce = "69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37";
        var box = "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74e355a5";
        var message = "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f937763848645e0705";
        Assert.Equal(message, Convert.ToHexStringLower(new SecretboxTransformer(key).FromStorage(Convert.FromHexString(nonce + box), Key, out _).Span));
    }

    [Fact]
    public void FromStorage_ByALaterTransformer_IsStale()
    {
        var old = new PrefixTransformers("none", [new("one:", Make("aescbc", 1))]);
        var rotated = new PrefixTransformers("none", [new("two:", Make("aescbc", 2)), new("one:", Make("aescbc", 1))]);
        var stored = old.ToStorage(Value, Key);
        Assert.Equal(Value, rotated.FromStorage(stored, Key, out var isStale).ToArray());
        Assert.True(isStale);
        rotated.FromStorage(rotated.ToStorage(Value, Key), Key, out isStale);
        Assert.False(isStale);
    }

    [Fact]
    public void FromStorage_PlainValueBeforeEncryption_IsReadAndStale()
    {
        var transformer = new PrefixTransformers("none", [new("k8s:enc:one:", Make("aesgcm", 1)), new("", IdentityTransformer.Instance)]);
        Assert.Equal(Value, transformer.FromStorage(Value, Key, out var isStale).ToArray());
        Assert.True(isStale);
    }

    [Fact]
    public void FromStorage_EncryptedAndIdentityFirst_IsReadByTheSecond()
    {
        var encrypting = new PrefixTransformers("none", [new("k8s:enc:one:", Make("aesgcm", 1))]);
        var leaving = new PrefixTransformers("none", [new("", IdentityTransformer.Instance), new("k8s:enc:one:", Make("aesgcm", 1))]);
        Assert.Equal(Value, leaving.FromStorage(encrypting.ToStorage(Value, Key), Key, out var isStale).ToArray());
        Assert.True(isStale);
    }

    [Fact]
    public void FromStorage_EncryptedAndOnlyIdentity_Throws() =>
        Assert.Equal("identity transformer tried to read encrypted data", Failure(IdentityTransformer.Instance, "k8s:enc:aescbc:v1:one:..."u8.ToArray()));

    private static IValueTransformer Make(string name, byte fill)
    {
        var secret = new byte[32];
        secret.AsSpan().Fill(fill);
        return name switch
        {
            "aesgcm" => new AesGcmTransformer(secret),
            "aescbc" => new AesCbcTransformer(secret),
            _ => new SecretboxTransformer(secret),
        };
    }

    private static string Failure(IValueTransformer transformer, byte[] stored) =>
        Assert.Throws<TransformException>(() => transformer.FromStorage(stored, Key, out _)).Message;
}
