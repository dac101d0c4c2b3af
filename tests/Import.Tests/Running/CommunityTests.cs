using Lintel.Data;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Import.Tests.Running;

public sealed class CommunityTests
{
    private const string Dictionary = "lianjia-communities";
    private const string Heat = "lianjia-heat-2018";

    [BothDatabases]
    public async Task The_dictionary_is_keyed_by_id_because_names_come_twice(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);
        var text = SampleFiles.Text(
            SampleFiles.HeaderCommunities,
            SampleFiles.CommunityRow("111", "云上花园"),
            SampleFiles.CommunityRow("112", "云上花园", "海淀", "清河"),
            SampleFiles.CommunityRow("113", "云上花园")
        );

        var first = await scene.RunAsync(text, Dictionary);
        var second = await scene.RunAsync(text, Dictionary);

        Assert.Equal((3, 0), (first.RowsAdded, second.RowsAdded));
        Assert.Equal(
            [
                ("lianjia:111", "云上花园", "朝阳", "110105", "望京"),
                ("lianjia:112", "云上花园", "海淀", "110108", "清河"),
                ("lianjia:113", "云上花园", "朝阳", "110105", "望京"),
            ],
            await CommunitiesAsync(scene)
        );
    }

    [BothDatabases]
    public async Task Listings_that_know_a_name_only_find_its_entry_in_the_dictionary(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);
        await scene.RunAsync(
            SampleFiles.Text(
                SampleFiles.HeaderCommunities,
                SampleFiles.CommunityRow("112", "测试家园", "海淀", "清河"),
                SampleFiles.CommunityRow("99", "测试家园", "朝阳", "望京"),
                SampleFiles.CommunityRow("111", "云上花园")
            ),
            Dictionary
        );

        await scene.RunAsync(
            SampleFiles.Text(
                SampleFiles.Header2018,
                SampleFiles.Row2018("0", community: "云上花园"),
                SampleFiles.Row2018("1", community: "测试家园"),
                SampleFiles.Row2018("2", community: "云栖雅苑"),
                SampleFiles.Row2018("3", community: "云栖雅苑")
            ),
            Heat
        );

        // A name that occurs twice means the lowest id; one outside the dictionary is a place of its own, even when
        // another source knows a community of that name.
        Assert.Equal(
            [
                ("lianjia:111", "朝阳", "望京"),
                ("lianjia:99", "朝阳", "望京"),
                ("name:北京///云栖雅苑", null, null),
                ("name:北京///云栖雅苑", null, null),
            ],
            (await scene.ListingsAsync()).Select(listing => (listing.Community.SourceKey, listing.District, listing.MlsAreaMajor))
        );
    }

    [BothDatabases]
    public async Task A_community_met_before_the_dictionary_gets_its_id_from_it(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);
        await scene.RunAsync(SampleFiles.Text(SampleFiles.Header2021, SampleFiles.Row2021("1", community: "云上花园")));

        await scene.RunAsync(SampleFiles.Text(SampleFiles.HeaderCommunities, SampleFiles.CommunityRow("111", "云上花园")), Dictionary);

        var listing = await scene.ListingAsync("lianjia-2021:1");
        Assert.Equal("lianjia:111", listing.Community.SourceKey);
        Assert.Single(await CommunitiesAsync(scene));
    }

    [BothDatabases]
    public async Task A_community_that_stands_there_already_is_used(DatabaseProvider provider)
    {
        await using var scene = await ImportScene.OpenAsync(provider);

        await scene.RunAsync(SampleFiles.Text(SampleFiles.Header2021, SampleFiles.Row2021("1", community: "云栖雅苑")));

        Assert.Equal(scene.Brokerage.Community.Id, (await scene.ListingAsync("lianjia-2021:1")).CommunityId);
    }

    private static async Task<List<(string SourceKey, string Name, string? District, string? Code, string? Area)>> CommunitiesAsync(ImportScene scene)
    {
        await using var db = scene.Database.Open();
        var communities = await db
            .Communities.Where(community => community.SourceKey != null)
            .OrderBy(community => community.SourceKey)
            .ToListAsync();
        return
        [
            .. communities.Select(community =>
                (community.SourceKey!, community.Name, community.District, community.DistrictCode, community.MlsAreaMajor)
            ),
        ];
    }
}
