"""Common given names, grouped by the pronoun that news uses for the people who have them.

No other file lists these names. They tell a person from a place or an agency,
and resolve "he" and "she". Names that men and women both commonly have are in
no table. A language adds its own: Andrea is a man in Italian news. The cleaner
has more names, for which it does not need a pronoun.
"""

HE = frozenset(
    """
    Aaron Adam Adrian Ahmed Akira Alan Albert Alejandro Alexander Alfred Ali Allen Amir
    Amit Anders Andre Andreas Andrei Andrew Andrzej Andrés Andy Angus Anthony Antonio
    Ari Arne Arnold Arthur Arun Asif Barry Ben Benjamin Bernard Bernie Bill Björn Bob
    Boris Brad Brandon Brendan Brent Brett Brian Bruce Bruno Bryan Byron Callum Calvin
    Carl Carlos Cedric Chad Charles Charlie Chris Christian Christoph Christopher
    Clarence Claude Clint Colin Connor Corey Cory Craig Curtis Cyril Dan Daniel Danny
    Darrell Darren Dave David Dean Denis Dennis Derek Diego Dieter Dmitri Don Donald
    Doug Douglas Duncan Dustin Dwight Dylan Ed Eddie Edgar Eduardo Edward Edwin Eli
    Elliott Emilio Emmanuel Enrique Eric Erik Ernesto Ethan Eugene Evan Felipe Felix
    Fergus Fernando Francisco Francois Frank François Fred Frederick Friedrich Gabriel
    Gareth Gary Gavin Geoff Geoffrey George Gerald Gerard Gilbert Gilles Giovanni
    Giuseppe Glenn Gordon Graham Grant Greg Gregory Guido Guillermo Guy Günter Hank Hans
    Harold Harry Hassan Hector Heinz Henri Henry Herbert Herman Howard Hubert Hugh Hugo
    Hussein Ian Ibrahim Ignacio Igor Isaac Ivan Jack Jacob Jacques Jaime Jake James
    Jared Jason Javier Jay Jeff Jeffrey Jens Jeremy Jerome Jerry Jesse Jim Jimmy Jiří
    Joaquin Joe Joel Johan John Johnny Jon Jonathan Jorge Jose Josef Joseph Josh Joshua
    José João Juan Julian Justin Jürgen Karim Karl Keith Ken Kenneth Kevin Kieran Klaus
    Kurt Kyle Larry Lars Laurence Laurent Leo Leon Leonard Leonardo Leroy Lewis Liam
    Lionel Lorenzo Louis Luca Lucas Luis Luiz Luke Magnus Mahmoud Malcolm Manuel Marc
    Marcel Marco Marcos Marcus Mario Mark Martin Marty Marvin Massimo Mateo Matt Matteo
    Matthew Maurice Max Mehdi Michael Miguel Mike Mikhail Mikko Mitch Mitchell Mohamed
    Mohammad Mohammed Muhammad Mustafa Nasser Nathan Nathaniel Neal Neil Nelson Niall
    Nicholas Nick Nicolas Nigel Nikolai Nils Noah Norbert Norman Olaf Oleg Oleksandr
    Oliver Olivier Omar Oscar Otto Owen Pablo Paolo Patrick Paul Paulo Pavel Pedro Peter
    Phil Philip Phillip Pierre Piotr Rafael Rahul Rajiv Ralf Ralph Ramon Randall Randy
    Raul Ravi Ray Raymond Rhys Ricardo Richard Rick Ricky Rob Robert Roberto Rodney
    Rodrigo Roger Roland Rolf Ron Ronald Ross Roy Rubén Rudy Rupert Russell Ryan Sam
    Samir Samuel Sanjay Scott Sean Sebastian Sergei Sergey Sergio Seth Shane Shaun
    Sidney Silvio Simon Spencer Stan Stanley Stefan Stephen Steve Steven Stuart Stéphane
    Sven Tariq Ted Terry Theodore Thierry Thomas Tim Timothy Toby Todd Tom Tomasz Tommy
    Tomás Tony Travis Trevor Tyler Uwe Victor Vijay Viktor Vincent Vladimir Václav
    Walter Warren Wayne Wilbur Will William Wolfgang Xavier Yusuf Yves Zachary Ángel
    Étienne
""".split()
)
SHE = frozenset(
    """
    Abigail Adriana Agnes Agnieszka Aisha Alexandra Alexis Alice Alicia Alison Allison
    Amanda Amber Amelia Amy Ana Andrea Angela Angelina Anita Anjali Ann Anna Anne
    Annette Ashley Astrid Audrey Barbara Beatrice Beatrix Becky Bernadette Beth Betsy
    Betty Beverly Birgit Bonnie Brenda Bridget Brigitte Carla Carly Carmen Carol Carole
    Carolina Caroline Carolyn Carrie Catherine Cathy Cecile Cecilia Celeste Charlotte
    Chelsea Cheryl Chiara Chloe Christina Christine Cindy Claire Clara Claudia Claudine
    Connie Courtney Cynthia Danielle Daphne Debbie Deborah Denise Diana Diane Donna
    Doris Dorothy Edith Eileen Elaine Eleanor Elena Elizabeth Ella Ellen Elsie Emily
    Emma Erica Erin Esther Eva Evelyn Fatima Federica Felicia Felicity Fiona Florence
    Frances Francesca Françoise Gabriela Gail Gemma Georgia Geraldine Gillian Gina
    Giorgia Giulia Gladys Gloria Grace Greta Gretchen Gwen Gwendolyn Hannah Harriet
    Hazel Heather Heidi Heike Helen Helena Hilary Hilda Hillary Holly Hélène Ida Imogen
    Indira Ines Ingrid Inés Irene Irina Iris Isabel Isabella Jackie Jacqueline Jane
    Janet Janice Jasmine Jean Jeanette Jeanne Jenna Jennifer Jenny Jessica Jill Jo Joan
    Joanna Joanne Jocelyn Joni Josephine Joyce Judith Judy Julia Juliana Julie Juliet
    Kaja Karen Karin Karina Katarzyna Kate Katherine Kathleen Kathryn Kathy Katie Kayla
    Khadija Kimberly Kirsten Kirsty Kristen Kristin Kristina Lara Laura Lauren Laurie
    Leah Leila Lena Linda Lisa Liz Lois Loretta Lorraine Louisa Louise Lucia Lucy Lucía
    Lydia Lynn Mabel Madeleine Maggie Margaret Maria Mariam Mariana Marianne Marie
    Marilyn Marina Marjorie Marlene Martha Mary Maryam Maud Maureen Maxine Melanie
    Melinda Melissa Mercedes Meredith Michaela Michele Michelle Miranda Miriam Molly
    Mona Monica Monika Nadia Naoko Naomi Natalia Natalie Natasha Nicola Nicole Nikki
    Nina Nora Norma Oksana Olena Olga Olivia Orla Paige Pamela Paola Patricia Patty
    Paula Pauline Peggy Penelope Petra Philippa Phoebe Phyllis Pilar Polly Priscilla
    Priya Rachel Ramona Rebecca Regina Renee Rhiannon Rita Roberta Robyn Rosa Rosalind
    Rose Roxanne Ruth Sabine Sabrina Sally Samantha Samira Sandra Sanna Sara Sarah
    Sharon Sheila Shelley Shirley Silvia Simone Sinead Siobhan Sofia Sonia Sophia Sophie
    Stacey Stella Stephanie Sue Susan Susana Susanne Suzanne Svetlana Sylvia Tamara
    Tammy Tanya Tara Tatiana Teresa Tessa Theresa Tiffany Tina Tracy Ursula Ute
    Valentina Valerie Vanessa Vera Veronica Victoria Viola Virginia Vivian Wanda Wendy
    Whitney Wilma Winnie Yasmin Yolanda Yulia Yvette Yvonne Zoe Zuzana Élise
""".split()
)
HE_AS_WELL = frozenset(
    """
    Abdel Abdou Abdul Abdullah Abhishek Abraham Adebayo Adewale Aditya Adnan Agustín
    Ahmad Aidan Ajay Akash Akhilesh Al Alasdair Alastair Alec Aled Aleksandr Alfie
    Alfonso Alhassan Alistair Alok Alun Ambrose Amitabh Anand Andriy Angelo Anil
    Ankur Antonin Antony Anwar Archie Arvind Ash Ashok Ashraf Ashwin Augustine
    Ayodele Babajide Babatunde Bambang Baptiste Barack Barnaby Bartholomew Bashar
    Bashir Beau Bhupinder Bilal Bobby Bongani Boubacar Bradley Brayden
    Brendon Cathal Cecil Cheikh Chester Chidi Chinedu Chuck Chukwuma Ciarán Cillian
    Clark Clay Clifford Clyde Colm Conor Cormac Cornelius Crispin Cristiano Cuthbert
    Cyprian Dale Daniele Dante Darnell Darragh Darrin DeShawn Declan Deepak Dermot
    Desmond Devendra Diarmuid Dick Didier Dinesh Dmitry Dmytro Donal Donnie Eamon
    Earl Ebenezer Ebrahim Ehud Eitan Elijah Emeka Emlyn Enda Eoin Ernest Ezekiel
    Fahad Faisal Farai Farhan Farooq Farouk Fawad Femi Fintan Fionn Franklin Freddie
    Fumio Ganesh Garrett Gaurav Gene Gethin Gilad Giles Giorgos Girish Glyn Godfrey
    Godwin Gopal Gustavo Gwilym Habib Hamid Hamish Hamza Harbhajan Harish Haroon
    Harrison Haruki Haruna Hemant Hiroki Hiroshi Horace Humphrey Huw
    Iain Ibrahima Idris Ieuan Ifeanyi Ikechukwu Imad Imran Irfan Ishaan Ivor Jacobus
    Jagdish Jairam Jamil Jarek Jarosław Jarrod Javed Jayden Jean-Luc Jeb Jermaine
    Jethro Joko Jomo Joris Julio Junaid Kaito Kamal Kamau Kamran Kapil Karan
    Karl-Heinz Karthik Kayode Kazuo Keir Kelechi Kenji Kenta Khalid Kishore Kofi
    Kunio Kunle Kwame Kwasi Lachlan Lalit Lamar Lawrence Lech Lindani Lindsey
    Lleyton Lloyd Lokesh Lorcan Lungelo Lyndon Mahesh Majid Maksym Mandla Manish
    Manmohan Mansour Marquis Marshall Mason Masoud Maxim Merrick Michał Mitt Mohan
    Morris Mukesh Mungo Murdo Musa Mwangi Mykola Nadeem Naeem Naftali Narendra Nate
    Naveen Nawaz Neeraj Nevil Neville Newt Nikhil Nitin Nitish Njoroge Norm Obinna
    Ochieng Odhiambo Oisin Olumide Olusegun Oluwaseun Omari Osama Osman Otieno
    Padraig Pankaj Parvez Pekka Pete Petr Petro Piers Piet Pradeep Prakash Pranav
    Praveen Qasim Raghav Rajendra Rajnath Rakesh Rand Ranil Ranjit Rashid Recep Reed
    Reginald Reince Rhodri Rich Rishi Robby Rocco Rodolfo Rohan Rohit Ruairi Ruan
    Ruaridh Rudolph Russ Sachin Sadiq Said Salman Salvador Samuele Sandeep Sanjeev
    Santiago Santosh Satish Satoshi Seamus Segun Serhiy Seyi Shahid Shashi Shehbaz
    Sheldon Sherrod Shimon Shinzo Shivraj Sibusiso Siddharth Silas Sione Sipho Sizwe
    Sohail Stewart Sudhir Sunil Suresh Sushil Syed Tad Tadhg Tafadzwa Takeshi Tejas
    Tendai Terrence Tevita Thabo Themba Thiago Torquil Trey Tunde Tushar Tyrell Uday
    Uhuru Umesh Usman Varun Venkatesh Vernon Vikas Viliame Vin Vinay Vinod Vishal
    Vitali Volodymyr Wang Waqar Wendell Wesley Wilfrid Willie Winston Xi Yaakov Yair
    Yash Yasir Yasser Yogesh Yoshihide Yousef Yuri Zach Zafar Zayd Zubair
""".split()
)
SHE_AS_WELL = frozenset(
    """
    Aaliyah Aarti Abena Achieng Adaeze Aditi Adwoa Ailsa Aine Aishwarya Akiko Akinyi
    Akua Alexandria Amara Amina Amna Amrita Ananya Angelica Angharad Angie Aniela
    Annie Antonella Anushka Aoife April Arabella Araceli Archana Arundhati
    Asha Ashwini Atsuko Aung Ayanda Ayesha Ayumi Babita Beatriz Bella Benazir
    Bernice Beryl Bethany Bhavna Brittany Bronagh Bronwen Bukola Busisiwe Camila
    Candice Caoimhe Carys Cerys Chanel Chantelle Chiamaka Chioma Clementine Clodagh
    Colleen Concepción Constance Consuelo Cordelia Cosima Crystal Daisy Darlene Dawn
    Deb Debra Deepa Deepika Deirdre Dianne Dilma Divya Dolores Dora Efua
    Eilidh Eimear Elif Enid Esperanza Faith Farida Farzana Fatou Fatoumata Fionnuala
    Folake Funke Funmi Gayatri Geeta Ghada Gilda Ginevra Ginny Glenys Golda Greet
    Gráinne Guadalupe Gwyneth Habiba Hadiza Halima Hanan Haruka Hauwa Henrietta
    Hermione Hina Huma Ifeoma Ilhan Imelda Iryna Isha Isla Ivanka Ivy Jacinda Jacqui
    Jaya Jemima Jen Juanita June Kamala Kanimozhi Katharine Katrina Kavita Kavya
    Kayleigh Keiko Kelli Kelly-Ann Kellyanne Khadijah Khanyi Kumiko Lakshmi Lata
    Leanne Leilani Lerato Lesya Leyla Lila Lillian Lily Lindiwe Lupe Lupita Madhuri
    Maeve Mahua Mairead Mairi Makena Malala Mamata Marcia Mariko Marine Marjolein
    Maryse Mayawati Małgorzata Mbali Meena Meenakshi Meera Megan Meghan Megyn
    Mehbooba Mei Melania Mette Michiko Mildred Morag Muriel Myfanwy Naledi
    Nancy Nandini Narelle Natalya Nazia Nell Nerys Ngaire Ngozi Niamh Nirmala Njeri
    Nkechi Nokuthula Nomsa Nomvula Noor Noriko Nthabiseng Nuala Nusrat Obiageli
    Oprah Padma Palesa Pallavi Paloma Penny Phumzile Poonam Pratibha Preeti Priyanka
    Rabia Radha Raelene Rani Rashida Razia Reiko Rekha Renuka Rhian Rhonda Rihanna
    Ritu Roisin Rosemary Ruchi Rukhsana Sachiko Saima Sakura Samina Sangeeta Saoirse
    Sarita Savita Seema Selena Seren Shabana Shabnam Shalini Shanice Shanthi Shayna
    Shazia Shelly Sheryl Shona Shreya Shweta Sian Sibongile Simran Sindisiwe Smriti
    Sneha Soraya Sorcha Sudha Sunita Sushma Suu Sviatlana Svitlana Swati Ségolène
    Tamsin Tanisha Tegan Thandi Thandiwe Thuli Tomoko Tsai Una Usha Vaishali Vandana
    Vasundhara Violet Wambui Wangari Wanjiku Wanjiru Winifred Xochitl Yasmine
    Yetunde Yewande Yoko Yuki Yumi Yuriko Zahra Zainab Zanele Zeinab Zodwa Zuleikha
""".split()
)
"""The cleaner ignores the names in HE_AS_WELL and SHE_AS_WELL where the name is its only
evidence of a person: many are also a word, a town or a family name ("Faith", "Chester",
"Clark"), and others are rare in bylines."""
