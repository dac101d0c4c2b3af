namespace Lintel.Raw;

/// <summary>The statements. Limits are literals: a generic plan for a limit it does not know is a poor one.</summary>
internal static class Sql
{
    public const string Brand = "SELECT brand_id FROM offices WHERE kind = 'BRAND'";

    public const string Listing = """
        SELECT l.id, l.listing_number, l.title, l.status, l.list_price_fen, l.living_area_dm2, l.bedrooms_total, l.floor_level, l.year_built,
          l.on_market_on, c.id, c.name, c.district, c.mls_area_major, a.id, a.member_full_name, a.job_title, o.id, o.name, o.district
        FROM listings AS l
        JOIN communities AS c ON c.id = l.community_id
        JOIN agents AS a ON a.id = l.list_agent_id
        JOIN offices AS o ON o.id = l.store_id
        WHERE l.id = $2 AND l.brand_id = $1
        """;

    /// <summary>One row a photo: the joins keep the order of the page, so a listing's rows stand together.</summary>
    public const string Search = """
        SELECT l.id, l.listing_number, l.title, l.list_price_fen, l.living_area_dm2, l.bedrooms_total, l.floor_level, l.metro_distance_meters,
          c.id, c.name, c.mls_area_major, a.id, a.member_full_name, o.id, o.name, m.media_url, m.short_description, m."order"
        FROM (
          SELECT * FROM listings
          WHERE brand_id = $1 AND status = 'ACTIVE' AND district = $2 AND bedrooms_total = $3 AND list_price_fen BETWEEN $4 AND $5
          ORDER BY list_price_fen, id LIMIT 21
        ) AS l
        JOIN communities AS c ON c.id = l.community_id
        JOIN agents AS a ON a.id = l.list_agent_id
        JOIN offices AS o ON o.id = l.store_id
        LEFT JOIN media AS m ON m.listing_id = l.id
        ORDER BY l.list_price_fen, l.id, m."order"
        """;

    public const string DashboardDeals = "SELECT * FROM deals WHERE brand_id = $1 AND created_at < $2 ORDER BY created_at DESC, id DESC LIMIT 50";

    public const string Dashboard = $"""
        SELECT d.id, d.deal_number, d.stage, d.price_fen, d.opened_on, d.signed_on, c.id, c.full_name,
          l.id, l.listing_number, l.list_price_fen, a.id, a.member_full_name
        FROM ({DashboardDeals}) AS d
        JOIN clients AS c ON c.id = d.client_id
        JOIN listings AS l ON l.id = d.listing_id
        JOIN agents AS a ON a.id = d.agent_id
        ORDER BY d.created_at DESC, d.id DESC
        """;

    private const string FirstPage = """
        SELECT id, listing_number, title, status, list_price_fen, original_list_price_fen, living_area_dm2, bedrooms_total, living_rooms_total,
          floor_level, stories_total, year_built, district, mls_area_major, created_at
        FROM listings WHERE brand_id = $1 ORDER BY created_at DESC, id DESC LIMIT 100
        """;

    private static readonly string NextPage = FirstPage.Replace("ORDER BY", "AND (created_at, id) < ($2, $3) ORDER BY", StringComparison.Ordinal);

    public static string Page(bool after) => after ? NextPage : FirstPage;
}
