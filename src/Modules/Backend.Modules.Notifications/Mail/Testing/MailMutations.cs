using Backend.GraphQL;
using Backend.Platform.Errors;

namespace Backend.Modules.Notifications.Mail.Testing;

[MutationType]
[Authorize(MailPermissions.Manage)]
internal static class MailMutations
{
    /// <summary>
    /// Sends a test mail now, and says what the mail server answered. It goes to members of the workspace only, five times within
    /// ten minutes at most. Repeated with the same idempotency key, it is sent again.
    /// </summary>
    [Error<ValidationError>]
    [OutsideTransaction]
    public static Task<MailTest> MailTestAsync(MailTestInput input, MailTester tester, CancellationToken cancellationToken) => tester.SendAsync(input.To, cancellationToken);
}

[ObjectType<MailTest>]
internal static class MailTestType
{
    /// <summary>What became of the mail, as the list of mails has it; null where mail is off.</summary>
    [BindMember(nameof(MailTest.DeliveryId))]
    public static DataLoaderResult<EmailDelivery?> GetDelivery([Parent] MailTest test, Deliveries.EmailDeliveryByIdDataLoader deliveries) => deliveries.Load(test.DeliveryId);
}
