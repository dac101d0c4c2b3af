using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lintel.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_heads",
                columns: table => new
                {
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    last = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_heads", x => x.brand_id);
                });

            migrationBuilder.CreateTable(
                name: "communities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    city = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    district = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    district_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: true),
                    mls_area_major = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    year_built = table.Column<int>(type: "INTEGER", nullable: true),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 240, nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_communities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "event_counters",
                columns: table => new
                {
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    last = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_counters", x => x.brand_id);
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    region_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    franchise_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    store_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    owner_agent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    actor_account_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_events", x => new { x.brand_id, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "idempotency_records",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    operation = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    request_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_records", x => new { x.account_id, x.operation, x.key });
                });

            migrationBuilder.CreateTable(
                name: "offices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    city = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    district = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    parent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    region_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    franchise_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    store_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offices", x => x.id);
                    table.ForeignKey(
                        name: "fk_offices_offices_parent_id",
                        column: x => x.parent_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "houses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    community_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    building_name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    unit_name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    unit_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    natural_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_houses", x => x.id);
                    table.ForeignKey(
                        name: "fk_houses_communities_community_id",
                        column: x => x.community_id,
                        principalTable: "communities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "agents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    member_full_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    member_mobile_phone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    member_state_license = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    license_expires_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    job_title = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    member_status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    joined_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    region_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    franchise_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    store_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agents", x => x.id);
                    table.ForeignKey(
                        name: "fk_agents_offices_store_id",
                        column: x => x.store_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_agents_offices_team_id",
                        column: x => x.team_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "import_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    region_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    franchise_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    store_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    office_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    format = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 260, nullable: false),
                    file_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    encoding = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    rows_read = table.Column<int>(type: "INTEGER", nullable: false),
                    rows_added = table.Column<int>(type: "INTEGER", nullable: false),
                    rows_unchanged = table.Column<int>(type: "INTEGER", nullable: false),
                    rows_quarantined = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    completed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_runs", x => x.id);
                    table.ForeignKey(
                        name: "fk_import_runs_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "clients",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    region_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    franchise_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    store_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    full_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    pool = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    stage = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    consent_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    last_contact_at = table.Column<long>(type: "INTEGER", nullable: true),
                    modified_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    identity_number_index = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    identity_number = table.Column<string>(type: "TEXT", maxLength: 600, nullable: true),
                    phone_index = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clients", x => x.id);
                    table.ForeignKey(
                        name: "fk_clients_agents_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_clients_offices_store_id",
                        column: x => x.store_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "listings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    listing_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    region_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    franchise_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    store_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    list_agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    house_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    community_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    visibility = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    list_price_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    original_list_price_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    previous_list_price_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    close_price_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    floor_price_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    mandate_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    city = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    district = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    district_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: true),
                    mls_area_major = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    property_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    living_area_dm2 = table.Column<int>(type: "INTEGER", nullable: false),
                    bedrooms_total = table.Column<int>(type: "INTEGER", nullable: true),
                    living_rooms_total = table.Column<int>(type: "INTEGER", nullable: true),
                    bathrooms_total = table.Column<int>(type: "INTEGER", nullable: true),
                    floor_number = table.Column<int>(type: "INTEGER", nullable: true),
                    floor_level = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    stories_total = table.Column<int>(type: "INTEGER", nullable: true),
                    orientations = table.Column<int>(type: "INTEGER", nullable: false),
                    decoration = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    building_type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    has_elevator = table.Column<bool>(type: "INTEGER", nullable: true),
                    year_built = table.Column<int>(type: "INTEGER", nullable: true),
                    held_five_years = table.Column<bool>(type: "INTEGER", nullable: true),
                    held_two_years = table.Column<bool>(type: "INTEGER", nullable: true),
                    only_home = table.Column<bool>(type: "INTEGER", nullable: true),
                    metro_line = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    metro_station = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    metro_distance_meters = table.Column<int>(type: "INTEGER", nullable: true),
                    show_anytime = table.Column<bool>(type: "INTEGER", nullable: true),
                    follower_count = table.Column<int>(type: "INTEGER", nullable: false),
                    showing_count = table.Column<int>(type: "INTEGER", nullable: false),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    on_market_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    status_changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    modified_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    owner_name_index = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    owner_name = table.Column<string>(type: "TEXT", maxLength: 600, nullable: true),
                    owner_phone_index = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    owner_phone = table.Column<string>(type: "TEXT", maxLength: 600, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_listings", x => x.id);
                    table.ForeignKey(
                        name: "fk_listings_agents_list_agent_id",
                        column: x => x.list_agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_listings_communities_community_id",
                        column: x => x.community_id,
                        principalTable: "communities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_listings_houses_house_id",
                        column: x => x.house_id,
                        principalTable: "houses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_listings_offices_store_id",
                        column: x => x.store_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "quarantined_rows",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    import_run_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    row_number = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    column = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    raw_text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quarantined_rows", x => x.id);
                    table.ForeignKey(
                        name: "fk_quarantined_rows_import_runs_import_run_id",
                        column: x => x.import_run_id,
                        principalTable: "import_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    display_name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    region_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    franchise_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    store_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    client_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    role_version = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => x.id);
                    table.ForeignKey(
                        name: "fk_accounts_agents_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_accounts_clients_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_accounts_offices_brand_id",
                        column: x => x.brand_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "client_needs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    client_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    urgency = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    budget_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    district = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    mls_area_major = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    bedrooms_minimum = table.Column<int>(type: "INTEGER", nullable: true),
                    living_area_minimum_dm2 = table.Column<int>(type: "INTEGER", nullable: true),
                    living_area_maximum_dm2 = table.Column<int>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_client_needs", x => x.id);
                    table.ForeignKey(
                        name: "fk_client_needs_clients_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    account_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    element = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    client_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    listing_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    times = table.Column<int>(type: "INTEGER", nullable: false),
                    is_off_hours = table.Column<bool>(type: "INTEGER", nullable: false),
                    previous_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => new { x.brand_id, x.sequence });
                    table.ForeignKey(
                        name: "fk_audit_entries_clients_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_audit_entries_listings_listing_id",
                        column: x => x.listing_id,
                        principalTable: "listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "deals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    deal_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    region_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    franchise_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    store_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    listing_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    client_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    list_agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stage = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    payment_type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    price_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    commission_bps = table.Column<int>(type: "INTEGER", nullable: false),
                    commission_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    signed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closed_month = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    stage_changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    modified_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deals", x => x.id);
                    table.ForeignKey(
                        name: "fk_deals_agents_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_deals_agents_list_agent_id",
                        column: x => x.list_agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_deals_clients_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_deals_listings_listing_id",
                        column: x => x.listing_id,
                        principalTable: "listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_deals_offices_store_id",
                        column: x => x.store_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "media",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    listing_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    media_category = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    media_url = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    short_description = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    order = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media", x => x.id);
                    table.ForeignKey(
                        name: "fk_media_listings_listing_id",
                        column: x => x.listing_id,
                        principalTable: "listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "showings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    brand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    region_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    franchise_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    store_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    listing_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    client_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    shown_at = table.Column<long>(type: "INTEGER", nullable: false),
                    shown_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    shown_month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    interest = table.Column<int>(type: "INTEGER", nullable: true),
                    feedback = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_showings", x => x.id);
                    table.ForeignKey(
                        name: "fk_showings_agents_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_showings_clients_client_id",
                        column: x => x.client_id,
                        principalTable: "clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_showings_listings_listing_id",
                        column: x => x.listing_id,
                        principalTable: "listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_showings_offices_store_id",
                        column: x => x.store_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "listing_prices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    listing_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    previous_price_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    price_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    actor_account_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_listing_prices", x => x.id);
                    table.ForeignKey(
                        name: "fk_listing_prices_accounts_actor_account_id",
                        column: x => x.actor_account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_listing_prices_listings_listing_id",
                        column: x => x.listing_id,
                        principalTable: "listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "deal_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    deal_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order = table.Column<int>(type: "INTEGER", nullable: false),
                    stage = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    assignee_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    completed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deal_tasks", x => x.id);
                    table.ForeignKey(
                        name: "fk_deal_tasks_agents_assignee_id",
                        column: x => x.assignee_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_deal_tasks_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_agent_id",
                table: "accounts",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_brand_id",
                table: "accounts",
                column: "brand_id");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_client_id",
                table: "accounts",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_subject",
                table: "accounts",
                column: "subject",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agents_brand_id_member_full_name",
                table: "agents",
                columns: new[] { "brand_id", "member_full_name" });

            migrationBuilder.CreateIndex(
                name: "ix_agents_store_id",
                table: "agents",
                column: "store_id");

            migrationBuilder.CreateIndex(
                name: "ix_agents_team_id",
                table: "agents",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_account_id_kind_occurred_at",
                table: "audit_entries",
                columns: new[] { "account_id", "kind", "occurred_at" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_client_id",
                table: "audit_entries",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_listing_id",
                table: "audit_entries",
                column: "listing_id");

            migrationBuilder.CreateIndex(
                name: "ix_client_needs_client_id_revision",
                table: "client_needs",
                columns: new[] { "client_id", "revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_clients_agent_id_created_at",
                table: "clients",
                columns: new[] { "agent_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_clients_brand_id_created_at_id",
                table: "clients",
                columns: new[] { "brand_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clients_brand_id_phone_index",
                table: "clients",
                columns: new[] { "brand_id", "phone_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_clients_store_id_created_at",
                table: "clients",
                columns: new[] { "store_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_communities_district_mls_area_major",
                table: "communities",
                columns: new[] { "district", "mls_area_major" });

            migrationBuilder.CreateIndex(
                name: "ix_communities_name",
                table: "communities",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_communities_source_key",
                table: "communities",
                column: "source_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deal_tasks_assignee_id_status_due_on",
                table: "deal_tasks",
                columns: new[] { "assignee_id", "status", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_deal_tasks_deal_id_order",
                table: "deal_tasks",
                columns: new[] { "deal_id", "order" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deals_agent_id_closed_month",
                table: "deals",
                columns: new[] { "agent_id", "closed_month" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_brand_id_created_at_id",
                table: "deals",
                columns: new[] { "brand_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_brand_id_deal_number",
                table: "deals",
                columns: new[] { "brand_id", "deal_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deals_brand_id_stage_opened_on",
                table: "deals",
                columns: new[] { "brand_id", "stage", "opened_on" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_client_id_opened_on",
                table: "deals",
                columns: new[] { "client_id", "opened_on" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_list_agent_id",
                table: "deals",
                column: "list_agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_deals_listing_id_opened_on",
                table: "deals",
                columns: new[] { "listing_id", "opened_on" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_listing_id_under_way",
                table: "deals",
                column: "listing_id",
                unique: true,
                filter: "stage NOT IN ('CLOSED', 'TERMINATED')");

            migrationBuilder.CreateIndex(
                name: "ix_deals_store_id_closed_month",
                table: "deals",
                columns: new[] { "store_id", "closed_month" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_store_id_stage",
                table: "deals",
                columns: new[] { "store_id", "stage" });

            migrationBuilder.CreateIndex(
                name: "ix_events_brand_id_subject_subject_id_sequence",
                table: "events",
                columns: new[] { "brand_id", "subject", "subject_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_houses_community_id",
                table: "houses",
                column: "community_id");

            migrationBuilder.CreateIndex(
                name: "ix_houses_natural_key",
                table: "houses",
                column: "natural_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_records_created_at",
                table: "idempotency_records",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_import_runs_brand_id_started_at",
                table: "import_runs",
                columns: new[] { "brand_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_import_runs_office_id_file_hash_format",
                table: "import_runs",
                columns: new[] { "office_id", "file_hash", "format" });

            migrationBuilder.CreateIndex(
                name: "ix_listing_prices_actor_account_id",
                table: "listing_prices",
                column: "actor_account_id");

            migrationBuilder.CreateIndex(
                name: "ix_listing_prices_listing_id_changed_at",
                table: "listing_prices",
                columns: new[] { "listing_id", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_created_at_id",
                table: "listings",
                columns: new[] { "brand_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_house_id",
                table: "listings",
                columns: new[] { "brand_id", "house_id" },
                unique: true,
                filter: "status IN ('DRAFT', 'PENDING_VERIFICATION', 'ACTIVE', 'HOLD', 'PENDING')");

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_list_price_fen_id",
                table: "listings",
                columns: new[] { "brand_id", "list_price_fen", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_listing_number",
                table: "listings",
                columns: new[] { "brand_id", "listing_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_source_key",
                table: "listings",
                columns: new[] { "brand_id", "source_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_listings_brand_id_status_district_list_price_fen",
                table: "listings",
                columns: new[] { "brand_id", "status", "district", "list_price_fen" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_community_id_list_price_fen",
                table: "listings",
                columns: new[] { "community_id", "list_price_fen" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_house_id",
                table: "listings",
                column: "house_id");

            migrationBuilder.CreateIndex(
                name: "ix_listings_list_agent_id_status",
                table: "listings",
                columns: new[] { "list_agent_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_listings_store_id_status",
                table: "listings",
                columns: new[] { "store_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_media_listing_id_order",
                table: "media",
                columns: new[] { "listing_id", "order" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_offices_brand_id_code",
                table: "offices",
                columns: new[] { "brand_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_offices_brand_id_kind",
                table: "offices",
                columns: new[] { "brand_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_offices_parent_id",
                table: "offices",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_quarantined_rows_import_run_id_row_number",
                table: "quarantined_rows",
                columns: new[] { "import_run_id", "row_number" });

            migrationBuilder.CreateIndex(
                name: "ix_showings_agent_id_shown_month",
                table: "showings",
                columns: new[] { "agent_id", "shown_month" });

            migrationBuilder.CreateIndex(
                name: "ix_showings_client_id_shown_at",
                table: "showings",
                columns: new[] { "client_id", "shown_at" });

            migrationBuilder.CreateIndex(
                name: "ix_showings_listing_id_shown_at",
                table: "showings",
                columns: new[] { "listing_id", "shown_at" });

            migrationBuilder.CreateIndex(
                name: "ix_showings_store_id_shown_month",
                table: "showings",
                columns: new[] { "store_id", "shown_month" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "audit_heads");

            migrationBuilder.DropTable(
                name: "client_needs");

            migrationBuilder.DropTable(
                name: "deal_tasks");

            migrationBuilder.DropTable(
                name: "event_counters");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "idempotency_records");

            migrationBuilder.DropTable(
                name: "listing_prices");

            migrationBuilder.DropTable(
                name: "media");

            migrationBuilder.DropTable(
                name: "quarantined_rows");

            migrationBuilder.DropTable(
                name: "showings");

            migrationBuilder.DropTable(
                name: "deals");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "import_runs");

            migrationBuilder.DropTable(
                name: "listings");

            migrationBuilder.DropTable(
                name: "clients");

            migrationBuilder.DropTable(
                name: "houses");

            migrationBuilder.DropTable(
                name: "agents");

            migrationBuilder.DropTable(
                name: "communities");

            migrationBuilder.DropTable(
                name: "offices");
        }
    }
}
