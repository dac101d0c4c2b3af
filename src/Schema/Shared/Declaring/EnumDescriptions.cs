using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Clients;
using Lintel.Domain.Deals;
using Lintel.Domain.Imports;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Platform;
using Lintel.Domain.Showings;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Audit;
using Lintel.Schema.Explaining;
using Lintel.Schema.Listings;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Deprecating;

namespace Lintel.Schema.Shared.Declaring;

/// <summary>The words of every enum for the reader of the schema. An enum or value without words does not start.</summary>
internal sealed record EnumDescription(string Name, string Description, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The rules of values that not everybody sees who sees the others.</summary>
    public IReadOnlyDictionary<string, AccessRule> Rules { get; private init; } = new Dictionary<string, AccessRule>(StringComparer.Ordinal);

    /// <summary>The values that will go.</summary>
    public IReadOnlyDictionary<string, Deprecation> Deprecations { get; private init; } = new Dictionary<string, Deprecation>(StringComparer.Ordinal);

    /// <summary>Deprecates a value; dates are written yyyy-MM-dd.</summary>
    public EnumDescription Deprecated<TEnum>(TEnum value, string instead, string since, string removedAfter)
        where TEnum : struct, Enum =>
        this with
        {
            Deprecations = new Dictionary<string, Deprecation>(Deprecations, StringComparer.Ordinal)
            {
                [value.ToString()] = Deprecation.Of(instead, since, removedAfter),
            },
        };

    /// <summary>Says who sees a value. For others it is not in the enum, and what happened under it is not told.</summary>
    public EnumDescription Only<TEnum>(TEnum value, AccessRule rule)
        where TEnum : struct, Enum =>
        this with
        {
            Rules = new Dictionary<string, AccessRule>(Rules, StringComparer.Ordinal) { [value.ToString()] = rule },
        };
}

internal static class EnumDescriptions
{
    private static readonly Dictionary<Type, EnumDescription> All = new()
    {
        [typeof(Role)] = Words<Role>(
            "Role",
            "Who somebody is to the brokerage.",
            (Role.Agent, "经纪人: lists, shows and closes."),
            (Role.StoreManager, "店长: answers for one store."),
            (Role.Director, "总监: answers for one franchise."),
            (Role.Compliance, "合规复核: reviews listings and deals of the brand."),
            (Role.Closing, "权证专员: carries deals through registry, bank and tax office."),
            (Role.Finance, "财务: escrow, commission, settlement."),
            (Role.PlatformOps, "平台运营: runs the platform."),
            (Role.Client, "A buyer or owner in the client portal."),
            (Role.Partner, "A franchise partner's own front end."),
            (Role.Integrator, "A machine that follows events and exports of one franchise.")
        ),
        [typeof(Scope)] = Words<Scope>(
            "Scope",
            "How far a grant reaches in the organisation tree.",
            (Scope.Own, "Records the viewer holds."),
            (Scope.Team, "Records of the viewer's team."),
            (Scope.Store, "Records of the viewer's store."),
            (Scope.Cooperation, "What stores that cooperate with the viewer's store have opened to it, while they do."),
            (Scope.Franchise, "Records of the viewer's franchise partner."),
            (Scope.Region, "Records of the viewer's region."),
            (Scope.All, "Every record of the viewer's brand.")
        ),
        [typeof(Mask)] = Words<Mask>(
            "Mask",
            "How much of a value a grant shows.",
            (Mask.None, "All of it."),
            (Mask.Phone, "The first three and last four digits: 138****1234."),
            (Mask.Identity, "The first three and last four characters."),
            (Mask.Name, "The first character: 周**.")
        ),
        [typeof(AuditKind)] = Words<AuditKind>(
            "AuditKind",
            "What the audit log keeps.",
            (AuditKind.Reveal, "A clear value behind a mask was shown, for a reason."),
            (AuditKind.Denial, "An element was asked for that the role has no grant for."),
            (AuditKind.PolicyChange, "Who may see what has changed.")
        ),
        [typeof(AccessDecision)] = Words<AccessDecision>(
            "AccessDecision",
            "What a role may do with an element.",
            (AccessDecision.Granted, "Clear, wherever its row is seen."),
            (AccessDecision.Partial, "On some rows only, or masked on some."),
            (AccessDecision.Denied, "Not at all, or there is no such element: the operation is refused.")
        ),
        [typeof(OfficeKind)] = Words<OfficeKind>(
            "OfficeKind",
            "The levels of the organisation tree.",
            (OfficeKind.Brand, "品牌: the root."),
            (OfficeKind.Region, "大区."),
            (OfficeKind.Franchise, "加盟商: a franchise partner."),
            (OfficeKind.Store, "门店."),
            (OfficeKind.Team, "店组.")
        ),
        [typeof(MemberStatus)] = Words<MemberStatus>(
            "MemberStatus",
            "Whether an agent works here (RESO MemberStatus).",
            (MemberStatus.Active, "Works here."),
            (MemberStatus.Inactive, "Has left or is suspended.")
        ),
        [typeof(ListingStatus)] = Words<ListingStatus>(
            "ListingStatus",
            "Where a listing stands in our process; standardStatus is derived from it.",
            (ListingStatus.Draft, "草稿: being entered."),
            (ListingStatus.PendingVerification, "待核验."),
            (ListingStatus.Rejected, "核验未通过."),
            (ListingStatus.Active, "在售."),
            (ListingStatus.Hold, "暂缓."),
            (ListingStatus.Pending, "已订: a deal took the deposit."),
            (ListingStatus.Closed, "已售."),
            (ListingStatus.Archived, "已归档."),
            (ListingStatus.Invalid, "下架."),
            (ListingStatus.FrozenFalse, "虚假房源冻结.")
        ),
        [typeof(StandardStatus)] = Words<StandardStatus>(
            "StandardStatus",
            "RESO StandardStatus, derived from status.",
            (StandardStatus.Incomplete, "Not on the market yet: DRAFT, PENDING_VERIFICATION, REJECTED."),
            (StandardStatus.Active, "On the market: ACTIVE."),
            (StandardStatus.Hold, "Off the market for a while: HOLD."),
            (StandardStatus.Pending, "Under deposit: PENDING."),
            (StandardStatus.Closed, "Sold: CLOSED, ARCHIVED."),
            (StandardStatus.Withdrawn, "Taken off: INVALID, FROZEN_FALSE.")
        ),
        [typeof(ListingVisibility)] = Words<ListingVisibility>(
            "ListingVisibility",
            "Who beside the listing's own line sees it once it is published.",
            (ListingVisibility.Private, "私盘: nobody else."),
            (ListingVisibility.Store, "The store."),
            (ListingVisibility.Franchise, "The franchise partner's stores."),
            (ListingVisibility.Network, "公盘: the whole brand.")
        ),
        [typeof(PropertyKind)] = Words<PropertyKind>(
            "PropertyKind",
            "What is offered (RESO PropertySubType).",
            (PropertyKind.Residence, "住宅."),
            (PropertyKind.Villa, "别墅."),
            (PropertyKind.Parking, "车位."),
            (PropertyKind.Other, "其他.")
        ),
        [typeof(BuildingType)] = Words<BuildingType>(
            "BuildingType",
            "建筑类型.",
            (BuildingType.Slab, "板楼."),
            (BuildingType.Tower, "塔楼."),
            (BuildingType.SlabTower, "板塔结合."),
            (BuildingType.Bungalow, "平房.")
        ),
        [typeof(Decoration)] = Words<Decoration>(
            "Decoration",
            "装修.",
            (Decoration.Bare, "毛坯."),
            (Decoration.Simple, "简装."),
            (Decoration.Fine, "精装."),
            (Decoration.Other, "其他.")
        ),
        [typeof(FloorLevel)] = Words<FloorLevel>(
            "FloorLevel",
            "Where in the building the home lies.",
            (FloorLevel.Basement, "地下室."),
            (FloorLevel.Ground, "底层."),
            (FloorLevel.Low, "低楼层."),
            (FloorLevel.Middle, "中楼层."),
            (FloorLevel.High, "高楼层."),
            (FloorLevel.Top, "顶层.")
        ),
        [typeof(Orientations)] = Words<Orientations>(
            "Orientation",
            "A side a home faces 朝向.",
            (Orientations.East, "东."),
            (Orientations.South, "南."),
            (Orientations.West, "西."),
            (Orientations.North, "北."),
            (Orientations.SouthEast, "东南."),
            (Orientations.SouthWest, "西南."),
            (Orientations.NorthEast, "东北."),
            (Orientations.NorthWest, "西北.")
        ),
        [typeof(MediaCategory)] = Words<MediaCategory>(
            "MediaCategory",
            "RESO MediaCategory.",
            (MediaCategory.Photo, "照片."),
            (MediaCategory.FloorPlan, "户型图."),
            (MediaCategory.Video, "视频."),
            (MediaCategory.VirtualTour, "VR."),
            (MediaCategory.Document, "文件, e.g. a plan of the compound; seen by everybody who sees the listing.")
        ),
        [typeof(ClientPool)] = Words<ClientPool>(
            "ClientPool",
            "Whose client it is.",
            (ClientPool.Private, "私客: the holding agent's."),
            (ClientPool.Public, "公客: may be claimed.")
        ),
        [typeof(ClientStage)] = Words<ClientStage>(
            "ClientStage",
            "How far a client has come.",
            (ClientStage.Lead, "Asked once."),
            (ClientStage.Effective, "Has a real need."),
            (ClientStage.Showing, "Has seen a home."),
            (ClientStage.SecondShowing, "Has seen one twice."),
            (ClientStage.Deposit, "Has paid a deposit."),
            (ClientStage.Deal, "Has bought.")
        ),
        [typeof(PurchasePurpose)] = Words<PurchasePurpose>(
            "PurchasePurpose",
            "购房目的.",
            (PurchasePurpose.FirstHome, "刚需."),
            (PurchasePurpose.Upgrade, "改善."),
            (PurchasePurpose.School, "学区."),
            (PurchasePurpose.Investment, "投资."),
            (PurchasePurpose.Retirement, "养老.")
        ),
        [typeof(Urgency)] = Words<Urgency>(
            "Urgency",
            "How soon a client buys.",
            (Urgency.A, "Within days: contact every day."),
            (Urgency.B, "Within weeks: every 3 days."),
            (Urgency.C, "Within months: every 7 days."),
            (Urgency.D, "Some day: every 30 days.")
        ),
        [typeof(ShowingStatus)] = Words<ShowingStatus>(
            "ShowingStatus",
            "Where a showing stands.",
            (ShowingStatus.Requested, "Asked for."),
            (ShowingStatus.Confirmed, "Agreed with the owner."),
            (ShowingStatus.Completed, "Took place."),
            (ShowingStatus.Canceled, "Called off.")
        ),
        [typeof(DealStage)] = Words<DealStage>(
            "DealStage",
            "Where a deal stands between intent and hand-over.",
            (DealStage.Intent, "意向."),
            (DealStage.Deposited, "已付定金."),
            (DealStage.Signed, "已签约."),
            (DealStage.Filed, "已网签."),
            (DealStage.Funded, "资金已监管."),
            (DealStage.LoanApproved, "贷款已批; skipped when the buyer pays cash."),
            (DealStage.Taxed, "已缴税."),
            (DealStage.Transferred, "已过户."),
            (DealStage.Certified, "已领证."),
            (DealStage.PaidOut, "已放款."),
            (DealStage.HandedOver, "已交房."),
            (DealStage.Closed, "已完成."),
            (DealStage.Suspended, "中止."),
            (DealStage.Disputed, "纠纷中."),
            (DealStage.Terminating, "解约中."),
            (DealStage.Terminated, "已解约.")
        ),
        [typeof(PaymentType)] = Words<PaymentType>("PaymentType", "How the buyer pays.", (PaymentType.Cash, "全款."), (PaymentType.Loan, "贷款.")),
        [typeof(DealTaskStatus)] = Words<DealTaskStatus>(
            "DealTaskStatus",
            "Whether a task is done.",
            (DealTaskStatus.Open, "待办."),
            (DealTaskStatus.Done, "已完成.")
        ),
        [typeof(ImportStatus)] = Words<ImportStatus>(
            "ImportStatus",
            "Where an import stands.",
            (ImportStatus.Running, "Reading, or interrupted and resumable."),
            (ImportStatus.Completed, "Read to the end."),
            (ImportStatus.Failed, "Given up.")
        ),
        [typeof(EventKind)] = Words<EventKind>(
                "EventKind",
                "What the event log can hold.",
                (EventKind.ListingCreated, "A listing was entered."),
                (EventKind.ListingRepriced, "A listing's price changed."),
                (EventKind.ListingPublished, "A listing came on the market."),
                (EventKind.ListingStatusChanged, "A listing's status changed."),
                (EventKind.ListingImported, "A listing came from a file."),
                (EventKind.ClientCreated, "A client was entered."),
                (EventKind.ShowingRecorded, "A showing took place."),
                (EventKind.DealOpened, "A deal was opened."),
                (EventKind.DealStageChanged, "A deal moved to another stage."),
                (EventKind.DealTaskCompleted, "A task of a deal was done."),
                (EventKind.OffHoursReveal, "Somebody looked behind a mask between 22:00 and 08:00."),
                (EventKind.CooperationGranted, "A store opened its listings to another store."),
                (EventKind.CooperationEnded, "A store closed its listings to another store again."),
                (EventKind.CustomValueChanged, "A franchise partner's own field of a listing, client or deal was set or cleared."),
                (EventKind.ListingMediaAttached, "A file that was uploaded became part of a listing."),
                (EventKind.DealReassigned, "A deal has another agent, and counts for that agent's store."),
                (EventKind.AgentMoved, "An agent works at another store or in another team."),
                (EventKind.EndpointDegraded, "A webhook endpoint was paused after the last attempt at an event."),
                (EventKind.DealTaskDue, "An open task of a deal is due soon."),
                (EventKind.DealTaskOverdue, "The last day to do an open task of a deal is over."),
                (EventKind.DealTaskEscalated, "A task of a deal has been overdue for days, and its agent's manager or director is to know."),
                (EventKind.DealLoanDelayed, "The loan of a deal was not approved in time.")
            )
            // A silent alarm: whoever looked is not told.
            .Only(EventKind.OffHoursReveal, AuditAccess.OffHoursReveals),
        [typeof(SubjectKind)] = Words<SubjectKind>(
            "SubjectKind",
            "What an event is about. With _ and subjectId after it, in the spelling of the type, it is the object's id.",
            (SubjectKind.Listing, "A Listing."),
            (SubjectKind.Client, "A Client."),
            (SubjectKind.Showing, "A Showing."),
            (SubjectKind.Deal, "A Deal."),
            (SubjectKind.Cooperation, "A Cooperation."),
            (SubjectKind.Agent, "An Agent."),
            (SubjectKind.WebhookEndpoint, "A WebhookEndpoint.")
        ),
        [typeof(ApiKeyScopes)] = Words<ApiKeyScopes>(
            "ApiKeyScope",
            "What an API key may be used for, within what its account's role may do.",
            (ApiKeyScopes.Read, "Queries."),
            (ApiKeyScopes.Mutate, "Mutations but for imports, with what their payloads show."),
            (ApiKeyScopes.Subscribe, "Subscriptions."),
            (ApiKeyScopes.Import, "POST /uploads, and listingImport.")
        ),
        [typeof(WebhookState)] = Words<WebhookState>(
            "WebhookState",
            "What is done for a webhook endpoint.",
            (WebhookState.Active, "Events are sent as they commit."),
            (WebhookState.Paused, "Nothing is sent, the backlog is kept; pauseReason says why."),
            (WebhookState.Degraded, "Paused after the last attempt of the schedule at an event; the backlog is kept."),
            (WebhookState.Deleted, "Nothing is sent any more, for good.")
        ),
        [typeof(WebhookPauseReason)] = Words<WebhookPauseReason>(
            "WebhookPauseReason",
            "Why a webhook endpoint is paused.",
            (WebhookPauseReason.Requested, "Somebody asked for it."),
            (WebhookPauseReason.OwnerNotInForce, "Its account has ended, or its subject has another role now."),
            (WebhookPauseReason.DocumentRefused, "Its document would not run for its account any more."),
            (WebhookPauseReason.Gone, "It answered 410: it wants no more."),
            (
                WebhookPauseReason.PositionNotRetained,
                "Events it had not been sent are not kept any more. webhookResume with from says where it goes on; what is before was not sent."
            )
        ),
        [typeof(WebhookDeliveryKind)] = Words<WebhookDeliveryKind>(
            "WebhookDeliveryKind",
            "Why a message was sent.",
            (WebhookDeliveryKind.Event, "It was its event's turn."),
            (WebhookDeliveryKind.Redelivery, "Somebody asked for the event again."),
            (WebhookDeliveryKind.Test, "Somebody asked for a message without an event.")
        ),
        [typeof(WebhookFailure)] = Words<WebhookFailure>(
            "WebhookFailure",
            "What went wrong with an attempt to send a message.",
            (WebhookFailure.Status, "An answer other than 2xx, or none that is HTTP; redirects are not followed."),
            (WebhookFailure.TimedOut, "No answer within Lintel:Webhooks:AttemptTimeout."),
            (WebhookFailure.NameNotResolved, "The host has no address."),
            (WebhookFailure.AddressRefused, "The host has no address on the internet; nothing was connected to."),
            (WebhookFailure.ConnectionFailed, "Nobody took the connection, or it broke."),
            (WebhookFailure.TlsFailed, "The certificate was not believed, or there was no common version of TLS."),
            (WebhookFailure.PayloadFailed, "The document could not be run for the event; nothing was sent.")
        ),
        [typeof(CustomFieldSubject)] = Words<CustomFieldSubject>(
            "CustomFieldSubject",
            "What a franchise partner can give fields of its own.",
            (CustomFieldSubject.Listing, "Listings 房源."),
            (CustomFieldSubject.Client, "Clients 客源."),
            (CustomFieldSubject.Deal, "Deals 单.")
        ),
        [typeof(CustomFieldKind)] = Words<CustomFieldKind>(
            "CustomFieldKind",
            "What a custom field holds.",
            (CustomFieldKind.Text, "Text of at most 1000 characters."),
            (CustomFieldKind.Integer, "A whole number of 32 bits."),
            (CustomFieldKind.Decimal, "A number with two decimals, up to 100,000,000,000 either way."),
            (CustomFieldKind.Boolean, "Yes or no."),
            (CustomFieldKind.Date, "A day of the office's calendar.")
        ),
        [typeof(Deals.DealAlertKind)] = Words<Deals.DealAlertKind>(
                "DealAlertKind",
                "What a deal alert tells.",
                (Deals.DealAlertKind.Opened, "The deal was opened."),
                (Deals.DealAlertKind.StageChanged, "The deal moved to another stage."),
                (Deals.DealAlertKind.TaskCompleted, "A task of the deal was done."),
                (
                    Deals.DealAlertKind.Reassigned,
                    "The deal has another agent, and counts for that agent's store; to who did not see it before it is VisibilityGained."
                ),
                (Deals.DealAlertKind.CustomValueChanged, "A franchise partner's own field of the deal was set or cleared."),
                (Deals.DealAlertKind.TaskDue, "An open task is due soon: on the office's next day, unless the operator says otherwise. Told once."),
                (Deals.DealAlertKind.TaskOverdue, "The last day to do an open task is over. Told once."),
                (
                    Deals.DealAlertKind.TaskEscalated,
                    "A task is still open days after it was due: 2 for the store manager, 5 for the director, unless the operator says otherwise; told once to each."
                ),
                (Deals.DealAlertKind.LoanDelayed, "The deal waits for its loan longer than the tasks of that stage have time. Told once.")
            )
            // Who above the agent is to know is the office's own affair.
            .Only(Deals.DealAlertKind.TaskEscalated, Deals.DealAccess.Office),
    };

    public static EnumDescription Of(Type type) =>
        All.TryGetValue(type, out var words)
            ? words
            : throw new InvalidOperationException($"{type.Name} is not described in {nameof(EnumDescriptions)}.");

    private static EnumDescription Words<TEnum>(string name, string description, params (TEnum Value, string Text)[] values)
        where TEnum : struct, Enum =>
        new(name, description, values.ToDictionary(value => value.Value.ToString(), value => value.Text, StringComparer.Ordinal));
}
