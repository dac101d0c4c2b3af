namespace Lintel.Domain.Tests.Shared;

public sealed class OutcomeTests
{
    private static readonly UserError Refusal = NotFound.At("dealId");

    [Fact]
    public void A_value_is_a_success_without_errors()
    {
        Outcome<string> outcome = "done";

        Assert.Equal((true, "done", 0), (outcome.Succeeded, outcome.Value, outcome.Errors.Count));
    }

    [Fact]
    public void Errors_are_a_refusal_without_a_value()
    {
        Outcome<string>[] refusals = [NotFound.At("dealId"), new List<UserError> { Refusal }, new[] { Refusal }];

        foreach (var refusal in refusals)
        {
            Assert.False(refusal.Succeeded);
            Assert.Equal(["NOT_FOUND"], refusal.Errors.Select(error => error.Code));
            Assert.Throws<InvalidOperationException>(() => refusal.Value);
        }
    }

    [Fact]
    public void A_refusal_needs_a_reason()
    {
        Assert.Throws<InvalidOperationException>(() => (Outcome<string>)new List<UserError>());
        Assert.Throws<InvalidOperationException>(() => (Outcome<string>)Array.Empty<UserError>());
    }

    [Fact]
    public void What_was_never_decided_is_no_success()
    {
        Assert.False(default(Outcome<string>).Succeeded);
        Assert.False(default(Outcome<Guid>).Succeeded);
        Assert.Throws<InvalidOperationException>(() => default(Outcome<Guid>).Value);
    }
}
