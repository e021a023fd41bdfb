import type { WordsOfMethods } from './source-words.ts';

const words: WordsOfMethods = {
  confluence: {
    api_token: {
      label: 'رمز API \u200f(Cloud)',
      help: 'لمواقع atlassian.net السحابية.',
      fields: { api_token: { label: 'رمز API', placeholder: 'ألصق الرمز' } },
    },
    personal_access_token: {
      label: 'رمز وصول شخصي (Data\u00a0Center)',
      help: 'لنظام Confluence تشغّله مؤسستك بنفسها، الإصدار 7.9 أو أحدث.',
      fields: { personal_access_token: { label: 'رمز الوصول الشخصي', placeholder: 'ألصق الرمز' } },
    },
    password: {
      label: 'اسم المستخدم وكلمة المرور (Data\u00a0Center)',
      help: 'فقط حيث عُطّلت الرموز.',
      fields: { username: { label: 'اسم المستخدم' }, password: { label: 'كلمة المرور' } },
    },
  },
  servicenow: {
    password: {
      label: 'اسم المستخدم وكلمة المرور',
      help: 'لمستخدم تكامل.',
      fields: { password: { label: 'كلمة المرور' } },
    },
    oauth_client: {
      label: 'بيانات اعتماد عميل OAuth',
      help: 'حيث يسمح المثيل بهذه الطريقة.',
      fields: { client_id: { label: 'معرّف العميل' }, client_secret: { label: 'سر العميل' } },
    },
  },
  sharepoint: {
    client_secret: {
      label: 'سر العميل',
      help: 'سريع، لكن صلاحيته تنتهي بعد سنتين على الأكثر.',
      fields: { client_secret: { label: 'سر العميل', help: 'قيمة السر، وليس معرّفه.' } },
    },
    certificate: {
      label: 'شهادة',
      help: 'ما توصي به Microsoft للخدمات.',
      fields: { certificate_pem: { label: 'الشهادة والمفتاح الخاص (PEM)' } },
    },
  },
  websearch: {
    api_key: {
      label: 'مفتاح API',
      help: 'لـ Brave وTavily، أو لـ SearXNG خلف وكيل: رمز bearer أو «user:password».',
      fields: { api_key: { label: 'مفتاح API' } },
    },
    none: { label: 'بلا مفتاح', help: 'لخادم SearXNG مفتوح.', fields: {} },
  },
};

/** The ways to prove access, in Arabic. */
export const arCredentialMethods = { credentialMethods: words } as const;
