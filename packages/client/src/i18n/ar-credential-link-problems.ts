/** Why a link for credentials leads nowhere any more. */
export const arCredentialLinkProblems = {
  credential_link_used: {
    title: 'استُخدم هذا الرابط من قبل',
    remedy: 'أُثبت الوصول بما أُدخل. لا يلزم شيء آخر.',
  },
  credential_link_expired: {
    title: 'انتهت صلاحية هذا الرابط',
    remedy: 'اطلب رابطًا جديدًا ممن أرسله.',
  },
  credential_link_ended: {
    title: 'لم يعد هذا الرابط صالحًا',
    remedy: 'سُحب، أو تغيّر ما أُنشئ من أجله. اسأل من أرسله.',
  },
} as const;
