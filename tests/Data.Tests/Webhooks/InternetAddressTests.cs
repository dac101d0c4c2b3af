using System.Net;
using Lintel.Data.Webhooks;

namespace Lintel.Data.Tests.Webhooks;

public sealed class InternetAddressTests
{
    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("47.95.164.112")]
    [InlineData("172.32.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2400:3200::1")]
    [InlineData("::ffff:1.1.1.1")]
    public void An_address_of_the_internet_is_one(string address) => Assert.True(InternetAddress.Is(IPAddress.Parse(address)), address);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")] // a cloud's metadata
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")] // a cloud's metadata
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")] // NAT64
    [InlineData("64:ff9b::a00:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2001::1")] // Teredo
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")] // 6to4
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")] // a cloud's metadata
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("100::1")]
    public void An_address_that_only_some_network_knows_is_none(string address) =>
        Assert.False(InternetAddress.Is(IPAddress.Parse(address)), address);

    [Theory]
    [InlineData("https://hooks.example/a?b=c", false, null)]
    [InlineData("http://hooks.example/", false, "an https URL")]
    [InlineData("http://127.0.0.1:80/", false, "an https URL")]
    [InlineData("http://127.0.0.1:80/", true, null)]
    [InlineData("http://[::1]:80/", true, null)]
    [InlineData("http://localhost/", true, null)]
    [InlineData("http://10.0.0.1/", true, "an https URL, or an http URL of a loopback address")]
    [InlineData("http://localhost.example/", true, "an https URL, or an http URL of a loopback address")]
    [InlineData("ftp://hooks.example/", true, "an https URL, or an http URL of a loopback address")]
    [InlineData("https://me:secret@hooks.example/", false, "a URL without user information and fragment")]
    [InlineData("https://hooks.example/#part", false, "a URL without user information and fragment")]
    [InlineData("/hooks", false, "an absolute URL")]
    [InlineData("hooks", false, "an absolute URL")]
    [InlineData("https://hooks.example/\n", false, "an absolute URL")]
    public void A_URL_is_https_and_plain(string url, bool allowLoopback, string? fault) =>
        Assert.Equal(fault, WebhookUrl.FaultOf(url, new WebhookOptions { AllowLoopback = allowLoopback }));
}
