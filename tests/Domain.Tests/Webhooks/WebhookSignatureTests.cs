using System.Text;
using Lintel.Domain.Webhooks;

namespace Lintel.Domain.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    [Fact]
    public void A_signature_is_the_one_that_the_specification_gives_as_its_example()
    {
        var signature = WebhookSignature.Of(
            ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1614265330,
            Encoding.UTF8.GetBytes("""{"test": 2432232314}""")
        );

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Fact]
    public void Two_secrets_make_two_signatures_the_newest_first()
    {
        var (first, second) = (WebhookSignature.NewSecret(), WebhookSignature.NewSecret());

        var both = WebhookSignature.Of([second, first], "msg_1", 1, "{}"u8);

        Assert.Equal($"{WebhookSignature.Of([second], "msg_1", 1, "{}"u8)} {WebhookSignature.Of([first], "msg_1", 1, "{}"u8)}", both);
        Assert.NotEqual(first, second);
        Assert.Equal(32, Convert.FromBase64String(first["whsec_".Length..]).Length);
    }

    [Fact]
    public void The_schedule_is_that_of_the_contract()
    {
        var at = new DateTimeOffset(2026, 3, 16, 2, 0, 0, TimeSpan.Zero);

        Assert.Equal(
            "0 5 300 1800 7200 18000 36000 50400 72000 86400",
            string.Join(' ', WebhookSchedule.Waits.Select(wait => (long)wait.TotalSeconds))
        );
        Assert.Equal(at.AddSeconds(5), WebhookSchedule.Next(1, at));
        Assert.Equal(at.AddHours(24), WebhookSchedule.Next(9, at));
        Assert.Null(WebhookSchedule.Next(10, at));
    }
}
