namespace Lintel.Domain.Deals;

/// <summary>The deal machine of product.md B3, in the order of the process 核验→交房.</summary>
public enum DealStage
{
    Intent,
    Deposited,
    Signed,

    /// <summary>网签.</summary>
    Filed,

    /// <summary>资金监管.</summary>
    Funded,

    /// <summary>贷款审批; skipped when the buyer pays cash.</summary>
    LoanApproved,

    /// <summary>缴税.</summary>
    Taxed,

    /// <summary>过户.</summary>
    Transferred,

    /// <summary>领证.</summary>
    Certified,

    /// <summary>放款.</summary>
    PaidOut,

    /// <summary>交房.</summary>
    HandedOver,
    Closed,
    Suspended,
    Disputed,
    Terminating,
    Terminated,
}

/// <summary>How the buyer pays.</summary>
public enum PaymentType
{
    Cash,
    Loan,
}
