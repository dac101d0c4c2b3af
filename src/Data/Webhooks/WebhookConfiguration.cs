using Lintel.Domain.Organisation;
using Lintel.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Webhooks;

internal sealed class WebhookEndpointConfiguration : IEntityTypeConfiguration<WebhookEndpoint>
{
    public void Configure(EntityTypeBuilder<WebhookEndpoint> builder)
    {
        builder.HasIndex(endpoint => new { endpoint.AccountId, endpoint.CreatedAt });
        builder.HasIndex(endpoint => new { endpoint.BrandId, endpoint.CreatedAt });
        builder.HasIndex(endpoint => new { endpoint.FranchiseId, endpoint.CreatedAt });
        builder.HasIndex(endpoint => new { endpoint.State, endpoint.NextAttemptAt });
        builder.HasOne<Office>().WithMany().HasForeignKey(endpoint => endpoint.BrandId);
        builder.HasOne(endpoint => endpoint.Account).WithMany().HasForeignKey(endpoint => endpoint.AccountId);
        builder.Property(endpoint => endpoint.Url).HasMaxLength(WebhookEndpoint.LongestUrl);
        builder.Property(endpoint => endpoint.Document).HasMaxLength(WebhookEndpoint.LongestDocument);
        builder.Property(endpoint => endpoint.Variables).HasMaxLength(WebhookEndpoint.LongestVariables);
        builder.Protect(endpoint => endpoint.Secret);
        builder.Protect(endpoint => endpoint.PreviousSecret);
    }
}

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.HasIndex(delivery => new
        {
            delivery.EndpointId,
            delivery.AttemptedAt,
            delivery.Id,
        });
        builder.HasIndex(delivery => delivery.AttemptedAt);
        builder.HasOne(delivery => delivery.Endpoint).WithMany().HasForeignKey(delivery => delivery.EndpointId);
    }
}
