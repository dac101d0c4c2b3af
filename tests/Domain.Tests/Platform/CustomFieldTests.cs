using Lintel.Domain.Platform;

namespace Lintel.Domain.Tests.Platform;

public sealed class CustomFieldTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 16, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("parkingNote", "customParkingNote")]
    [InlineData("p", "customP")]
    [InlineData("customer", "customCustomer")]
    [InlineData("a1B2", "customA1B2")]
    public void A_field_is_called_by_its_name_after_the_prefix(string name, string inGraph)
    {
        var field = Define(name).Value;

        Assert.Equal(inGraph, field.FieldName);
        Assert.True(CustomField.IsCustom(field.FieldName));
    }

    [Theory]
    [InlineData("custom")]
    [InlineData("customer")]
    [InlineData("custom1")]
    [InlineData("Custom")]
    [InlineData("listPrice")]
    public void Names_that_only_start_alike_are_not_of_custom_fields(string name) => Assert.False(CustomField.IsCustom(name));

    [Fact]
    public void A_field_is_archived_once()
    {
        var field = Define("note").Value;

        Assert.Equal(2, field.Archive(Now).Value.Version);
        Assert.Equal("WRONG_STATE", Assert.Single(field.Archive(Now).Errors).Code);
        Assert.Equal("WRONG_STATE", Assert.Single(field.Problems(new CustomContent { Text = "x" })).Code);
        Assert.Equal((2, Now), (field.Version, field.ArchivedAt));
    }

    [Fact]
    public void A_value_holds_what_its_field_s_kind_holds_and_nothing_of_before()
    {
        var value = CustomValue.Create(Define("note").Value, Guid.Empty, new CustomContent { Text = "x" }, Now);

        value.Change(new CustomContent { Hundredths = -1 }, Now.AddHours(1));

        Assert.Equal((null, -1L, 2L, Now.AddHours(1)), (value.Text, value.Number, value.Version, value.ModifiedAt));
    }

    private static Outcome<CustomField> Define(string name) =>
        CustomField.Define(
            Guid.CreateVersion7(Now),
            Guid.CreateVersion7(Now),
            Guid.CreateVersion7(Now),
            CustomFieldSubject.Deal,
            name,
            CustomFieldKind.Text,
            " Words. ",
            Now
        );
}
