namespace Lintel.Data.Migrations;

/// <summary>Gives the parts that are there already the brand of what they are part of; the same on both databases.</summary>
internal static class PartsOfBrandBackfill
{
    public const string Sql = """
        UPDATE media SET brand_id = (SELECT whole.brand_id FROM listings AS whole WHERE whole.id = media.listing_id);
        UPDATE listing_prices SET brand_id = (SELECT whole.brand_id FROM listings AS whole WHERE whole.id = listing_prices.listing_id);
        UPDATE deal_tasks SET brand_id = (SELECT whole.brand_id FROM deals AS whole WHERE whole.id = deal_tasks.deal_id);
        UPDATE client_needs SET brand_id = (SELECT whole.brand_id FROM clients AS whole WHERE whole.id = client_needs.client_id);
        UPDATE quarantined_rows SET brand_id = (SELECT whole.brand_id FROM import_runs AS whole WHERE whole.id = quarantined_rows.import_run_id);
        """;
}
