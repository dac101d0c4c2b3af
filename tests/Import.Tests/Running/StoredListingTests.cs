using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Import.Tests.Running;

public sealed class StoredListingTests
{
    [BothDatabases]
    public async Task A_row_of_2021_becomes_an_active_listing(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        var run = await scene.RunAsync(
            SampleFiles.Text(SampleFiles.Header2021, SampleFiles.Row2021("1001", direction: "北南", price: " 450.5万", unitPrice: "50,056元/平"))
        );

        var listing = await scene.ListingAsync("lianjia-2021:1001");
        Assert.Equal((1, 1, 0, 0), (run.RowsRead, run.RowsAdded, run.RowsUnchanged, run.RowsQuarantined));
        Assert.Equal(
            ("LJ-1001", "云上花园 2室1厅", ListingStatus.Active, ListingVisibility.Network, 1L),
            (listing.ListingNumber, listing.Title, listing.Status, listing.Visibility, listing.Version)
        );
        Assert.Equal(
            ("北京", "朝阳", "110105", "望京", "云上花园"),
            (listing.City, listing.District, listing.DistrictCode, listing.MlsAreaMajor, listing.Community.Name)
        );
        Assert.Equal((4_505_000_00L, 4_505_000_00L, (long?)null), (listing.ListPriceFen, listing.OriginalListPriceFen, listing.PreviousListPriceFen));
        Assert.Equal("lianjia-2021:1001", listing.House.NaturalKey);
    }

    [BothDatabases]
    public async Task A_row_of_2021_states_the_home(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        await scene.RunAsync(SampleFiles.Text(SampleFiles.Header2021, SampleFiles.Row2021("1001", direction: "北南")));

        var listing = await scene.ListingAsync("lianjia-2021:1001");
        Assert.Equal(
            (PropertyKind.Residence, 90_00, 2, 1, null, 18, 2006),
            (
                listing.PropertyKind,
                listing.LivingAreaDm2,
                listing.BedroomsTotal,
                listing.LivingRoomsTotal,
                listing.BathroomsTotal,
                listing.StoriesTotal,
                listing.YearBuilt
            )
        );
        Assert.Equal(
            (Orientations.South | Orientations.North, Decoration.Fine, BuildingType.Slab),
            (listing.Orientations, listing.Decoration, listing.BuildingType)
        );
        Assert.Equal((null, null, null, null), (listing.OnMarketOn, listing.HeldFiveYears, listing.ShowAnytime, listing.FloorLevel));
    }

    [BothDatabases]
    public async Task A_row_of_2018_brings_floor_tenure_metro_and_heat(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        await scene.RunAsync(
            SampleFiles.Text(
                SampleFiles.Header2018,
                SampleFiles.Row2018("7", tags: "距离99号线(东段)测试路站680米房本满五年随时看房"),
                SampleFiles.Row2018("8", tags: "房本满两年", heat: "0人关注 / 共0次带看 / 一年前发布"),
                SampleFiles.Row2018("9", years: "3层", heat: "5人关注 / 共1次带看 / 刚刚发布")
            ),
            "lianjia-heat-2018"
        );

        var tagged = await scene.ListingAsync("lianjia-heat-2018:7");
        Assert.Equal(("99号线", "(东段)测试路站", 680), (tagged.MetroLine, tagged.MetroStation, tagged.MetroDistanceMeters));
        Assert.Equal((true, true, true), (tagged.HeldFiveYears, tagged.HeldTwoYears, tagged.ShowAnytime));
        Assert.Equal((12, 3), (tagged.FollowerCount, tagged.ShowingCount));
        Assert.Equal(
            (FloorLevel.Middle, 18, 2006, BuildingType.Slab),
            (tagged.FloorLevel, tagged.StoriesTotal, tagged.YearBuilt, tagged.BuildingType)
        );
        Assert.Equal(new DateOnly(2026, 2, 24), tagged.OnMarketOn);
        var twoYears = await scene.ListingAsync("lianjia-heat-2018:8");
        Assert.Equal((false, true, false), (twoYears.HeldFiveYears, twoYears.HeldTwoYears, twoYears.ShowAnytime));
        Assert.Equal(new DateOnly(2025, 3, 16), twoYears.OnMarketOn);
        var bare = await scene.ListingAsync("lianjia-heat-2018:9");
        Assert.Equal((null, null, null, null), (bare.FloorLevel, bare.StoriesTotal, bare.YearBuilt, bare.BuildingType));
        Assert.Equal(new DateOnly(2026, 3, 16), bare.OnMarketOn);
    }

    [BothDatabases]
    public async Task A_parking_space_is_another_kind_of_property(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        await scene.RunAsync(
            SampleFiles.Text(
                SampleFiles.Header2018,
                SampleFiles.Row2018("5", layout: "车位", size: "30.5平米", price: "30.5", unitPrice: "10000", years: "")
            ),
            "lianjia-heat-2018"
        );

        var space = await scene.ListingAsync("lianjia-heat-2018:5");
        Assert.Equal(
            (PropertyKind.Parking, 30_50, 305_000_00L, null),
            (space.PropertyKind, space.LivingAreaDm2, space.ListPriceFen, space.BedroomsTotal)
        );
    }

    [BothDatabases]
    public async Task Values_that_say_nothing_are_unknown_and_keep_the_row(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        await scene.RunAsync(
            SampleFiles.Text(
                SampleFiles.Header2021,
                SampleFiles.Row2021("1", year: "9", building: "暂无数据"),
                SampleFiles.Row2021("2", layout: "3房间2卫"),
                SampleFiles.Row2021("3", size: "14.0", unitPrice: "150,000元/平", price: " 999万")
            )
        );

        var vague = await scene.ListingAsync("lianjia-2021:1");
        Assert.Equal((null, null), (vague.YearBuilt, vague.BuildingType));
        var rooms = await scene.ListingAsync("lianjia-2021:2");
        Assert.Equal((3, 2, 2), (rooms.BedroomsTotal, rooms.LivingRoomsTotal, rooms.BathroomsTotal));
        var capped = await scene.ListingAsync("lianjia-2021:3");
        Assert.Equal(9_990_000_00, capped.ListPriceFen);
    }

    [BothDatabases]
    public async Task A_district_that_is_none_keeps_its_name_and_gets_the_code_of_the_real_one(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        await scene.RunAsync(
            SampleFiles.Text(SampleFiles.Header2021, SampleFiles.Row2021("1", district: "亦庄开发区"), SampleFiles.Row2021("2", district: "延庆其他"))
        );

        Assert.Equal(
            [("亦庄开发区", "110115"), ("延庆其他", "110119")],
            (await scene.ListingsAsync()).Select(listing => (listing.District!, listing.DistrictCode!))
        );
    }

    [BothDatabases]
    public async Task Every_listing_has_its_first_price_and_one_event(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        await scene.RunAsync(SampleFiles.Good2021(3));

        var listings = await scene.ListingsAsync();
        await using var db = scene.Database.Open();
        var prices = await db.ListingPrices.OrderBy(price => price.Id).ToListAsync();
        Assert.Equal(listings.Select(listing => listing.Id).Order(), prices.Select(price => price.ListingId).Order());
        Assert.All(prices, price => Assert.Equal((null, 4_500_000_00L), (price.PreviousPriceFen, price.PriceFen)));
        var events = await db.Events.OrderBy(logged => logged.Sequence).ToListAsync();
        Assert.Equal([1L, 2L, 3L], events.Select(logged => logged.Sequence));
        Assert.All(events, logged => Assert.Equal(EventKind.ListingImported, logged.Kind));
        Assert.Equal(
            listings.Select(listing => (listing.Id, (Guid?)listing.ListAgentId, listing.StoreId)).Order(),
            events.Select(logged => (logged.SubjectId, logged.OwnerAgentId, logged.StoreId)).Order()
        );
    }
}
