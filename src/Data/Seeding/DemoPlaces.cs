namespace Lintel.Data.Seeding;

/// <summary>A district of Beijing with some of its 板块 (public names) and an invented price level.</summary>
internal sealed record DemoDistrict(string Name, string Code, int YuanPerSquareMeter, int Weight, string[] Areas);

/// <summary>Where the demo brokerage works.</summary>
internal static class DemoPlaces
{
    public const string City = "北京";

    public static readonly DemoDistrict[] East =
    [
        new("朝阳", "110105", 60_000, 26, ["望京", "双井", "国贸", "常营", "亚运村", "芍药居"]),
        new("东城", "110101", 88_000, 7, ["崇文门", "广渠门", "和平里", "东直门"]),
        new("通州", "110112", 41_000, 9, ["梨园", "果园", "北关", "九棵树"]),
        new("顺义", "110113", 36_000, 4, ["马坡", "后沙峪", "顺义城"]),
        new("大兴", "110115", 39_000, 7, ["黄村", "旧宫", "西红门", "亦庄"]),
    ];

    public static readonly DemoDistrict[] West =
    [
        new("海淀", "110108", 78_000, 15, ["五道口", "西二旗", "万柳", "田村", "清河"]),
        new("西城", "110102", 98_000, 7, ["德胜门", "广安门", "月坛", "陶然亭"]),
        new("丰台", "110106", 51_000, 11, ["方庄", "草桥", "马家堡", "青塔"]),
        new("昌平", "110114", 38_000, 9, ["回龙观", "天通苑", "沙河", "昌平县城"]),
        new("石景山", "110107", 46_000, 3, ["鲁谷", "苹果园", "古城"]),
        new("房山", "110111", 27_000, 2, ["良乡", "长阳", "窦店"]),
    ];

    private static readonly string[] First =
    [
        "霁云",
        "棠溪",
        "澜朵",
        "星槎",
        "汀兰",
        "砚池",
        "疏桐",
        "衔月",
        "听筝",
        "眠山",
        "枕流",
        "漱石",
        "泊云",
        "萤石",
        "蓝桉",
        "榆火",
        "荻港",
        "稻禾",
        "青檐",
        "月榭",
        "蒲汀",
        "苍葭",
        "栖木",
        "鸢尾",
        "絮园",
        "槿南",
        "棣棠",
        "素馨",
        "橡榛",
        "葵野",
        "陌桑",
        "檀溪",
        "云笺",
        "鹭汀",
        "晴岚",
        "拾穗",
        "闻蝉",
        "扶光",
        "采薇",
        "踏莎",
    ];

    private static readonly string[] Second = ["雅苑", "家园", "华庭", "嘉园", "公馆", "花园", "名邸", "新村", "小区", "府", "里", "苑", "庭", "湾"];

    private static readonly string[] Third = ["", "东区", "西区", "南区", "北区", "一期", "二期", "三期"];

    /// <summary>The most communities there are names for.</summary>
    public static int MostNames => First.Length * Second.Length * Third.Length;

    /// <summary>A different invented name for each number; the first ones are the plain ones.</summary>
    public static string CommunityName(int number)
    {
        var third = Third[number / (First.Length * Second.Length)];
        var second = Second[(number + (number / First.Length)) % Second.Length];
        return First[number % First.Length] + second + third;
    }
}
