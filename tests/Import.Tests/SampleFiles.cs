using System.Globalization;
using System.Text;
using Lintel.Data.Imports;

namespace Lintel.Import.Tests;

/// <summary>Files of the shapes we import, with homes that do not exist.</summary>
internal static class SampleFiles
{
    public const string Header2021 = "Direction,District,Elevator,Floor,Garden,Id,Layout,Price,Region,Renovation,Size,UnitPrice,Year";

    public const string Header2018 = "index,title,community,years,housetype,square,floor,taxtype,totalPrice,unitPrice,followInfo";

    public const string HeaderCommunities = "index,id,community,district,bizcircle,tagList,onsale";

    /// <summary>90 ㎡ for 450万: 50,000 yuan/㎡.</summary>
    public static string Row2021(
        string id,
        string community = "云上花园",
        string direction = "南北",
        string area = "望京",
        string building = "板楼",
        string stories = "18",
        string layout = "2室1厅",
        string price = " 450万",
        string district = "朝阳",
        string decoration = "精装",
        string size = "90.0",
        string unitPrice = "50,000元/平",
        string year = "2006"
    ) => $"{direction},{area},{building},{stories},{community},{id},{layout},{price},{district},{decoration},{size},\"{unitPrice}\",{year}";

    /// <summary>100 ㎡ for 600万: 60,000 yuan/㎡.</summary>
    public static string Row2018(
        string index,
        string title = "云上花园 南向两居",
        string community = "云上花园",
        string years = "中楼层(共18层)2006年建板楼",
        string layout = "2室1厅",
        string size = "100平米",
        string tags = "",
        string price = "600",
        string unitPrice = "60000",
        string heat = "12人关注 / 共3次带看 / 20天以前发布"
    ) => $"{index},{title},{community},{years},{layout},{size},{years},{tags},{price},{unitPrice},{heat}";

    public static string CommunityRow(string id, string name, string district = "朝阳", string area = "望京") =>
        $"0,{id},{name},{district},{area},近地铁99号线测试站,3";

    /// <summary>A file of 2021 with ids 1000, 1001, …: as many good rows as asked for, in seven communities.</summary>
    public static string Good2021(int rows) =>
        Text(
            Header2021,
            Enumerable.Range(0, rows).Select(i => Row2021((1000 + i).ToString(CultureInfo.InvariantCulture), community: $"测试家园{i % 7}号院"))
        );

    public static string Text(string header, params IEnumerable<string> rows) => string.Join('\n', [header, .. rows]) + "\n";

    public static ImportFile File(string text, string name = "sample.csv") => new(name, new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
