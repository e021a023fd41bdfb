/** The mails of the app, as ICU messages. */
export const en = {
  invitation: {
    subject: '{inviter} invites you to {organization} on Rita',
    text: `{inviter} invites you to {organization}.

Accept the invitation here:
{link}

If you did not expect this mail, ignore it.`,
  },
  confirmSignUp: {
    subject: 'Finish your sign-up',
    text: `Somebody, probably you, wants to make an account on Rita with this address. Follow this link within a day and choose a password:
{link}

If it was not you, ignore this mail; no account is made.`,
  },
  accountExists: {
    subject: 'You have an account already',
    text: `Somebody, probably you, wanted to make an account on Rita with this address. There is one already; sign in here:
{signIn}

If you do not know its password any more, choose a new one here:
{forgotPassword}

If it was not you, ignore this mail; nothing changes.`,
  },
  verification: {
    subject: 'Confirm your e-mail address',
    text: `Confirm that this address is yours:
{link}

If you did not ask for this, ignore this mail.`,
  },
  passwordReset: {
    subject: 'Choose a new password',
    text: `Choose a new password here, within one hour:
{link}

The link works once. Your second factor, if you have one, stays as it is. If you did not ask for this, ignore this mail; nothing changes.`,
  },
  noPassword: {
    subject: 'Your account has no password',
    text: `Somebody, probably you, wanted to choose a new password. This account has none: it signs in through your organization’s single sign-on:
{signIn}

If it was not you, ignore this mail; nothing changes.`,
  },
  accountChanged: {
    subject: 'Your account was changed',
    text: `{change, select,
      password {Your password was changed, and you were signed out everywhere else.}
      second_factor_enabled {A second factor was set up for your account.}
      second_factor_disabled {The second factor of your account was ended.}
      recovery_code_used {One of your recovery codes was used to sign in.}
      other {Your account was changed.}
    }

If it was not you, choose a new password at once and tell an owner of your organization:
{forgotPassword}`,
  },
  alerts: {
    subject: '{organization}: {count, plural, one {# alert} other {# alerts}}',
    text: `{lines}

All data sources of {organization}:
{pages}

You get this mail because of your settings. Change them here:
{settings}`,
  },
} as const;
