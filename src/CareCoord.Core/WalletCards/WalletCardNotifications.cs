using CareCoord.Access;
using CareCoord.Notifications;

namespace CareCoord.WalletCards;

/// <summary>What people are told of wallet cards.</summary>
public static class WalletCardNotifications
{
    public static readonly NotificationKind Made = new("card_made", NotificationTopic.Access, Category.LegalDocuments);
    public static readonly NotificationKind Opened = new("card_opened", NotificationTopic.Access, Category.LegalDocuments);
    public static readonly NotificationKind Rests = new("card_rests", NotificationTopic.Access, Category.LegalDocuments);
    public static readonly NotificationKind Closed = new("card_closed", NotificationTopic.Access, Category.LegalDocuments);
}
