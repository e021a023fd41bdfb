import type { Language } from './languages.ts';

/**
 * Forms of everyday words that no rule of a stemmer brings to their word: the word, then its forms.
 * What is as often another word is left out (*left*, *found*, *saw*, *rose*): it would find too much.
 */
const FORMS: Partial<Record<Language, string>> = {
  en: `arise arose arisen;bear borne;become became;begin began begun;bend bent;bleed bled;blow blew blown;
    break broke broken;breed bred;bring brought;build built;burn burnt;buy bought;catch caught;choose chose chosen;
    come came;deal dealt;dig dug;draw drew drawn;dream dreamt;drink drank drunk;drive drove driven;eat ate eaten;
    fall fell fallen;feed fed;feel felt;fight fought;flee fled;fly flew flown;forbid forbade forbidden;
    foresee foresaw foreseen;forget forgot forgotten;forgive forgave forgiven;freeze froze frozen;give gave given;
    go went gone;grow grew grown;hang hung;hide hid hidden;hold held;keep kept;know knew known;lay laid;lead led;
    learn learnt;lend lent;light lit;lose lost;make made;mean meant;meet met;mislead misled;mistake mistook mistaken;
    misunderstand misunderstood;outgrow outgrew outgrown;overcome overcame;override overrode overridden;
    oversee oversaw overseen;overtake overtook overtaken;overwrite overwrote overwritten;pay paid;prepay prepaid;
    prove proven;rebuild rebuilt;redo redid redone;repay repaid;resell resold;rewrite rewrote rewritten;ride rode ridden;
    ring rang rung;rise risen;run ran;say said;see seen;seek sought;sell sold;send sent;shake shook shaken;shoot shot;
    show shown;shrink shrank shrunk;sing sang sung;sink sank sunk;sit sat;sleep slept;slide slid;speak spoke spoken;
    spend spent;spin spun;spoil spoilt;stand stood;steal stole stolen;stick stuck;strike struck stricken;
    swear swore sworn;sweep swept;swim swam swum;swing swung;take took taken;teach taught;tear tore torn;tell told;
    think thought;throw threw thrown;undergo underwent undergone;understand understood;undertake undertook undertaken;
    undo undid undone;uphold upheld;wake woke woken;wear wore worn;weave wove woven;win won;
    withdraw withdrew withdrawn;withhold withheld;withstand withstood;write wrote written;
    addendum addenda;alumnus alumni;analysis analyses;appendix appendices;bacterium bacteria;child children;
    crisis crises;criterion criteria;curriculum curricula;diagnosis diagnoses;emphasis emphases;foot feet;
    formula formulae;goose geese;half halves;hypothesis hypotheses;index indices;knife knives;man men;matrix matrices;
    memorandum memoranda;mouse mice;nucleus nuclei;ox oxen;parenthesis parentheses;person people;phenomenon phenomena;
    radius radii;shelf shelves;stimulus stimuli;synthesis syntheses;thesis theses;thief thieves;tooth teeth;
    vertex vertices;wife wives;woman women;defense defence;license licence;offense offence;pretense pretence;
    program programme programmes;gray grey;judgment judgement;acknowledgment acknowledgement;enrollment enrolment;
    installment instalment;fulfillment fulfilment;practice practise`,
  de: `beginnen begann begonnen;bekommen bekam;beschreiben beschrieb beschrieben;bieten bot geboten;anbieten angeboten;
    binden band gebunden;bitten bat gebeten;bleiben blieb geblieben;brechen brach gebrochen;abbrechen abgebrochen;
    bringen brachte gebracht;denken dachte gedacht;dürfen durfte;empfehlen empfahl empfohlen;entscheiden entschied entschieden;
    erhalten erhielt;fahren fuhr gefahren;fallen gefallen;finden fand gefunden;fliegen flog geflogen;frieren gefroren;
    geben gab gegeben;abgeben abgegeben;angeben angegeben;eingeben eingegeben;freigeben freigegeben;zurückgeben zurückgegeben;
    gehen ging gegangen;gelten galt;gewinnen gewann gewonnen;greifen gegriffen;halten hielt gehalten;helfen half geholfen;
    kennen kannte gekannt;kommen kam gekommen;laden geladen;hochladen hochgeladen;herunterladen heruntergeladen;
    einladen eingeladen;laufen lief gelaufen;ablaufen abgelaufen;lesen las gelesen;liegen gelegen;nehmen nahm genommen;
    übernehmen übernahm übernommen;aufnehmen aufgenommen;annehmen angenommen;nennen nannte genannt;rufen rief gerufen;
    abrufen abgerufen;schließen schloss geschlossen;abschließen abgeschlossen;anschließen angeschlossen;
    schneiden geschnitten;schreiben schrieb geschrieben;unterschreiben unterschrieb unterschrieben;sehen sah gesehen;
    vorsehen vorgesehen;senden sandte gesandt;sprechen sprach gesprochen;besprechen besprochen;stehen stand gestanden;
    verstehen verstand verstanden;steigen stieg gestiegen;treffen traf getroffen;tragen trug getragen;
    eintragen eingetragen;übertragen übertrug;beantragen beantragt;treten trat getreten;tun getan;verbinden verband verbunden;
    vergessen vergaß;verlieren verlor verloren;versprechen versprochen;vertreten vertrat;werden wurde geworden;
    werfen geworfen;wissen wusste gewusst;ziehen zog gezogen;umziehen umgezogen;einziehen eingezogen`,
};

const made = new Map<Language, ReadonlyMap<string, string>>();

function formsOf(language: Language): ReadonlyMap<string, string> {
  const known = made.get(language);
  if (known !== undefined) return known;
  const words = FORMS[language]?.split(';').map((line) => line.trim().split(' ')) ?? [];
  const forms = words.flatMap(([word = '', ...others]) =>
    others.map((form): [string, string] => [form, word]),
  );
  const found = new Map(forms);
  made.set(language, found);
  return found;
}

/** The word that an irregular form is of. */
export const wordOfForm = (language: Language, lower: string): string | undefined =>
  formsOf(language).get(lower);
