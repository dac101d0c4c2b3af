using System.Globalization;

namespace Lintel.Data.Seeding;

/// <summary>Names, numbers and identities that belong to nobody.</summary>
internal sealed class DemoPeople(DemoRandom random)
{
    // Prefixes no carrier has been given (2026), one per kind of person, so that no number is held twice.
    private const string OwnerPrefix = "154";
    private const string ClientPrefix = "142";
    private const string AgentPrefix = "143";

    /// <summary>No administrative area has this code, so no citizen has such a number.</summary>
    private const string NoArea = "990000";

    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈";

    private const string GivenCharacters =
        "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅鑫宇欣怡浩然子涵梓轩思雨佳琪俊豪雪婷晨曦文博若溪志远安宁";

    private int _owners;
    private int _clients;
    private int _agents;
    private int _identities;

    public string Name()
    {
        var name = $"{Surnames[random.Between(0, Surnames.Length - 1)]}{Given()}";
        return random.Chance(0.6) ? name + Given() : name;

        char Given() => GivenCharacters[random.Between(0, GivenCharacters.Length - 1)];
    }

    public string OwnerPhone() => Phone(OwnerPrefix, _owners++);

    public string ClientPhone() => Phone(ClientPrefix, _clients++);

    public string AgentPhone() => Phone(AgentPrefix, _agents++);

    /// <summary>Passes every check there is, but for an area that does not exist.</summary>
    public string IdentityNumber()
    {
        var born = new DateOnly(1950, 1, 1).AddDays(random.Between(0, 19_000));
        var serial = _identities++ % 1_000;
        var digits = string.Create(CultureInfo.InvariantCulture, $"{NoArea}{born:yyyyMMdd}{serial:D3}");
        return digits + Domain.IdentityNumber.CheckCharacter(digits);
    }

    /// <summary>Numbers in a scattered order without repetition: the step and 10^8 have no common factor.</summary>
    private static string Phone(string prefix, int index)
    {
        var number = ((index * 61_803_399L) + 12_345_678) % 100_000_000;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:D8}");
    }
}
