namespace Lintel.Domain.Deals;

/// <summary>One task of the process: to be done in a stage, within so many working days of entering it.</summary>
public sealed record TaskTemplate(DealStage Stage, string Name, int WorkingDays);

/// <summary>
/// The nodes of a deal and their tasks (capabilities 43 and 44, durations of product.md B2).
/// A stage can be left only when all its tasks are done.
/// </summary>
public static class DealProcess
{
    private static readonly TaskTemplate[] Tasks =
    [
        new(DealStage.Intent, "核验产权", 3),
        new(DealStage.Deposited, "签订买卖合同", 3),
        new(DealStage.Signed, "办理网签", 3),
        new(DealStage.Filed, "存入监管资金", 3),
        new(DealStage.Funded, "提交贷款资料", 20),
        new(DealStage.LoanApproved, "缴纳税费", 5),
        new(DealStage.Taxed, "预约不动产登记", 5),
        new(DealStage.Transferred, "领取不动产权证", 5),
        new(DealStage.Certified, "确认放款", 15),
        new(DealStage.PaidOut, "物业交割", 5),
        new(DealStage.HandedOver, "归档成交资料", 5),
    ];

    /// <summary>The tasks of a deal with this way to pay, in order.</summary>
    public static IEnumerable<TaskTemplate> TasksOf(PaymentType payment) =>
        Tasks
            .Where(task => payment == PaymentType.Loan || task.Stage != DealStage.LoanApproved)
            .Select(task => payment == PaymentType.Cash && task.Stage == DealStage.Funded ? task with { Name = "缴纳税费", WorkingDays = 5 } : task);

    /// <summary>The stage after <paramref name="stage"/>; null at the end and outside the main line.</summary>
    public static DealStage? Next(DealStage stage, PaymentType payment) =>
        stage switch
        {
            DealStage.Funded when payment == PaymentType.Cash => DealStage.Taxed,
            >= DealStage.Intent and < DealStage.Closed => stage + 1,
            _ => null,
        };
}
